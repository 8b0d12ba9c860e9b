package dev.migrator.store.account;

import dev.migrator.aws.AwsClients;
import dev.migrator.store.StoreAddress.AccountAddress;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/// One region of an account, or its global services: makes clients of the SDK for it. These wait
/// out throttling themselves.
///
/// @param region as the SDK signs for it
/// @param name empty for the global services
record Place(
    AccountAddress address,
    Region region,
    String name,
    AwsCredentialsProvider credentials,
    SdkHttpClient http) {
  private static final int MOST_ATTEMPTS = 8;

  /// After throttling the SDK waits longer, and slows all calls of the client down.
  private static final BackoffStrategy WHEN_FAILED =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(2));

  private static final Duration LONGEST_CALL = Duration.ofMinutes(5);

  /// The caller closes it.
  <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C open(B builder) {
    builder
        .region(region)
        .credentialsProvider(credentials)
        .httpClient(http)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(
                    AwsRetryStrategy.adaptiveRetryStrategy().toBuilder()
                        .maxAttempts(MOST_ATTEMPTS)
                        .backoffStrategy(WHEN_FAILED)
                        .build())
                .apiCallTimeout(LONGEST_CALL)
                .build());
    if (address.endpoint() != null) {
      builder.endpointOverride(address.endpoint());
    }
    return builder.build();
  }

  /// The same place for a service that answers in one region only.
  Place in(Region other) {
    return new Place(address, other, name, credentials, http);
  }

  static SdkHttpClient httpClient() {
    return AwsClients.httpClient().build();
  }
}
