package dev.migrator.database.mysql;

import java.util.regex.Pattern;

/// Names of files in the layout of `mydumper`: plain names as they are, others by a number. Only
/// small letters, so that no file system takes two for one.
final class FileNames {
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9_]{0,40}");

  private final String schema;
  private int numbers;

  FileNames(String schema) {
    this.schema = PLAIN.matcher(schema).matches() ? schema : "db-1";
  }

  /// What the names of all files of the database begin with.
  String schema() {
    return schema;
  }

  /// What the names of a table's files begin with; another one each time.
  String table(String name) {
    numbers++;
    return schema + "." + (PLAIN.matcher(name).matches() ? name : "t-%06d".formatted(numbers));
  }
}
