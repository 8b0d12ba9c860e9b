package dev.migrator.estate;

import dev.migrator.model.Credentials;
import dev.migrator.model.Credentials.DefaultCredentials;
import dev.migrator.model.Credentials.ProfileCredentials;
import dev.migrator.model.Credentials.StaticCredentials;
import java.util.regex.Pattern;

/// The keys that all services of AWS have in common: `endpoint` and `credentials`.
final class AwsSection {
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,30}");

  private AwsSection() {}

  /// Whether it may name a region: it becomes part of host names.
  static boolean isRegion(String text) {
    return REGION.matcher(text).matches();
  }

  /// @param service `S3`, `DYNAMODB`
  static Endpoint endpoint(Section of, String service, YamlFile file) {
    String text = of.text("endpoint");
    return text == null ? Endpoint.ofEnvironment(service, file.environment()) : parsed(of, text);
  }

  /// Of what calls many services.
  static Endpoint endpoint(Section of, YamlFile file) {
    String text = of.text("endpoint");
    return text == null ? Endpoint.ofEnvironment(file.environment()) : parsed(of, text);
  }

  private static Endpoint parsed(Section of, String text) {
    return Endpoint.parse(text)
        .orElseGet(() -> {
          of.problem("endpoint", "bad endpoint. " + Endpoint.FORM);
          return Endpoint.AWS;
        });
  }

  static Credentials credentials(Section of) {
    Section given =
        of.section("credentials", "access-key-id", "secret-access-key", "session-token", "profile");
    if (given == null) {
      return new DefaultCredentials();
    }
    if (!given.has("profile")) {
      return keys(given);
    }
    if (given.has("access-key-id") || given.has("secret-access-key")) {
      given.problem("profile", "give either \"profile\" or the keys themselves, not both");
    }
    String profile = given.requiredText("profile");
    return profile == null ? new DefaultCredentials() : new ProfileCredentials(profile);
  }

  private static Credentials keys(Section given) {
    String id = given.requiredText("access-key-id");
    String secret = given.requiredText("secret-access-key");
    return id == null || secret == null
        ? new DefaultCredentials()
        : new StaticCredentials(id, secret, given.text("session-token"));
  }
}
