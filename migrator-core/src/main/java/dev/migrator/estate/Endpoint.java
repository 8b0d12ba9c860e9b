package dev.migrator.estate;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where a host is reached that speaks a protocol of AWS.
///
/// @param uri null for AWS
record Endpoint(@Nullable URI uri) {
  static final Endpoint AWS = new Endpoint(null);
  private static final String EVERY_SERVICE = "AWS_ENDPOINT_URL";

  static final String FORM =
      "Allowed: http or https, a host and perhaps a port, as https://s3.example.org:9000; no user"
          + " and no password";

  static Optional<Endpoint> parse(String text) {
    try {
      URI uri = new URI(text);
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      boolean isPlain =
          uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null;
      return isHttp && isPlain ? Optional.of(new Endpoint(uri)) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty(); // which says so
    }
  }

  /// As AWS's own tools choose it where none is given: `AWS_ENDPOINT_URL_SERVICE`, else
  /// `AWS_ENDPOINT_URL`, else AWS.
  ///
  /// @param service `S3`, `DYNAMODB`
  /// @throws dev.migrator.error.UsageException if that variable holds no endpoint
  static Endpoint ofEnvironment(String service, Map<String, String> environment) {
    return ofVariables(environment, "AWS_ENDPOINT_URL_" + service, EVERY_SERVICE);
  }

  /// For what calls many services.
  ///
  /// @throws dev.migrator.error.UsageException if the variable holds no endpoint
  static Endpoint ofEnvironment(Map<String, String> environment) {
    return ofVariables(environment, EVERY_SERVICE);
  }

  private static Endpoint ofVariables(Map<String, String> environment, String... names) {
    for (String name : names) {
      String text = environment.getOrDefault(name, "");
      if (!text.isBlank()) {
        return parse(text)
            .orElseThrow(() ->
                new dev.migrator.error.UsageException(
                    "the environment variable " + name + " holds no endpoint. " + FORM,
                    "Correct or unset " + name + "."));
      }
    }
    return AWS;
  }

  /// Hosts other than AWS are seldom reached by a name of their own for each bucket.
  boolean wantsPathStyle() {
    return uri != null && !uri.getHost().endsWith(".amazonaws.com");
  }
}
