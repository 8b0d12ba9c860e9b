package dev.migrator.aws;

import dev.migrator.model.Credentials;
import dev.migrator.model.Credentials.DefaultCredentials;
import dev.migrator.model.Credentials.ProfileCredentials;
import dev.migrator.model.Credentials.StaticCredentials;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/// What all clients of the SDK are made of.
public final class AwsClients {
  public static final int MAX_CONNECTIONS = 512;
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  public static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(30);

  private AwsClients() {}

  public static Apache5HttpClient.Builder httpClient() {
    return Apache5HttpClient.builder()
        .maxConnections(MAX_CONNECTIONS)
        .connectionTimeout(CONNECT_TIMEOUT)
        .connectionAcquisitionTimeout(SILENCE_TIMEOUT)
        .socketTimeout(SILENCE_TIMEOUT)
        .tcpKeepAlive(true);
  }

  /// Whether the SDK's HTTP client would go by a proxy: the system properties `http.proxyHost` …,
  /// or the environment's `HTTP_PROXY`.
  public static boolean isBehindProxy() {
    return ProxyConfiguration.builder().build().host() != null;
  }

  public static AwsCredentialsProvider credentials(Credentials credentials) {
    return switch (credentials) {
      case DefaultCredentials() -> DefaultCredentialsProvider.builder().build();
      case ProfileCredentials(String profile) -> ProfileCredentialsProvider.create(profile);
      case StaticCredentials(String id, String secret, String token) when token != null ->
          StaticCredentialsProvider.create(AwsSessionCredentials.create(id, secret, token));
      case StaticCredentials(String id, String secret, _) ->
          StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
    };
  }
}
