package dev.migrator.database.postgres;

/// Names of a cut's documents; the schema's are [SchemaDump#PRE] and [SchemaDump#POST].
final class Documents {
  static final String ROLES = "roles.sql";
  static final String DATABASE = "database.sql";
  static final String BLOBS = "blobs.sql";
  static final String SEQUENCES = "sequences.sql";
  static final String REFRESH = "refresh.sql";
  static final String CATALOGUE = "catalogue.json";

  /// For `sh`: name of a table's files, and the statement that takes them.
  static final String COPY = "copy.tsv";

  private Documents() {}
}
