package dev.migrator.cli.demo;

import dev.migrator.sandbox.EmbeddedDynamo;
import dev.migrator.sandbox.EmbeddedS3;
import java.nio.file.Path;

/// Sources and targets as estate and targets files have them. Secrets stay in the environment.
final class Sections {
  static final String CREATE = ", create: true";

  /// To stand before the kind of a source.
  static final String DERIVED = "derived: true\n    ";

  private static final String CREDENTIALS =
      "credentials: { access-key-id: \"${KEY}\", secret-access-key: \"${SECRET}\" }";

  private Sections() {}

  static String named(String name, String section) {
    return "  %s:\n    %s\n".formatted(name, section);
  }

  /// @param more as [#CREATE], or empty
  static String s3(EmbeddedS3 host, String bucket, String more) {
    return "s3: { %s%s,\n          %s }".formatted(bucket(host, bucket), more, CREDENTIALS);
  }

  private static String bucket(EmbeddedS3 host, String bucket) {
    return "bucket: %s, endpoint: \"%s\", path-style: true, region: %s"
        .formatted(bucket, host.endpoint(), host.region());
  }

  static String files(Path path) {
    String text = path.toAbsolutePath().toString();
    return "files: { path: \"%s\" }".formatted(text.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  /// @param more as [#CREATE], or empty
  static String postgres(String url, String more) {
    return "postgres: { url: \"%s\", password: \"${PW}\"%s }".formatted(url, more);
  }

  /// @param more as [#export], or empty
  static String dynamo(EmbeddedDynamo host, String table, String more) {
    return "dynamodb: { table: %s, endpoint: \"%s\", region: %s%s,\n                %s }"
        .formatted(table, host.endpoint(), host.region(), more, CREDENTIALS);
  }

  static String export(EmbeddedS3 host, String bucket) {
    return ",\n                export: { %s,\n                          %s }"
        .formatted(bucket(host, bucket), CREDENTIALS);
  }
}
