package dev.migrator.database.mysql;

import java.util.Locale;

/// A column whose values are stored.
///
/// @param charset of its texts; empty where it has none
record Column(String name, Form form, String charset) {

  /// How values are read exactly, and written as literals.
  enum Form {
    /// Whole and decimal numbers, as they are.
    NUMBER,
    /// FLOAT and DOUBLE, to the last bit: read as DOUBLE, whose text gives it again.
    FLOATING,
    /// Dates and times.
    TIME,
    /// Texts, as the bytes that are stored.
    TEXT,
    /// Like TEXT; read with the member's number, which alone tells the error value from `''`.
    ENUM,
    /// In hexadecimal digits.
    BIT,
    /// As the bytes that they are; in older bundles in hexadecimal digits.
    BYTES,
    /// Like BYTES; read as such, for the driver does not know MySQL's type.
    VECTOR,
    /// What is no text and has one, which the server takes only as such: INET6, UUID.
    WORDED,
    /// Of MySQL, where it is no text; see [JsonText].
    JSON
  }

  static Form formOf(String dataType) {
    return switch (dataType.toLowerCase(Locale.ROOT)) {
      case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "year" -> Form.NUMBER;
      case "float", "double" -> Form.FLOATING;
      case "date", "time", "datetime", "timestamp" -> Form.TIME;
      case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "set" -> Form.TEXT;
      case "enum" -> Form.ENUM;
      case "bit" -> Form.BIT;
      case "vector" -> Form.VECTOR;
      case "binary",
          "varbinary",
          "tinyblob",
          "blob",
          "mediumblob",
          "longblob",
          "geometry",
          "point",
          "linestring",
          "polygon",
          "multipoint",
          "multilinestring",
          "multipolygon",
          "geometrycollection",
          "geomcollection" ->
          Form.BYTES;
      case "json" -> Form.JSON;
      default -> Form.WORDED;
    };
  }

  String quoted() {
    return Identifier.quoted(name);
  }

  /// What is selected to read it: values whose bytes are the driver's to hand out undecoded.
  String selected() {
    String column = quoted();
    return switch (form) {
      case NUMBER, TIME -> "CAST(" + column + " AS CHAR)";
      case FLOATING -> "CAST(" + column + " * 1e0 AS CHAR)";
      case TEXT, BYTES -> column;
      case ENUM -> column + ", CAST(" + column + " + 0 AS CHAR)";
      case BIT, VECTOR -> "CAST(" + column + " AS BINARY)";
      case WORDED, JSON -> "CAST(" + column + " AS CHAR CHARACTER SET utf8mb4)";
    };
  }
}
