package dev.migrator.database.mysql;

import java.sql.Connection;

/// What a server says of itself.
///
/// @param number as `101119` for 10.11.19
/// @param name as `10.11.19`
/// @param foldsNames whether names of tables are compared without case
record Server(Product product, int number, String name, boolean foldsNames) {
  static final int HISTORY_CAN_BE_WRITTEN = 101_100;
  static final int NEW_WORDS_OF_REPLICATION = 80_400;
  static final int MAKES_KEYS = 80_030;
  static final int FULL_NAMES_OF_COLLATIONS = 101_001;
  static final int COLLATIONS_OF_CHARSETS = 110_200;
  static final int LATER_END_OF_TIME = 110_500;

  enum Product {
    MYSQL("MySQL"),
    MARIADB("MariaDB");

    private final String title;

    Product(String title) {
      this.title = title;
    }
  }

  boolean isMariaDb() {
    return product == Product.MARIADB;
  }

  String title() {
    return product.title + " " + name;
  }

  static Server ask(Connection connection) {
    return Sql.one(
        connection,
        "the server's version",
        "SELECT VERSION(), @@version_comment, @@lower_case_table_names",
        row -> of(Sql.text(row, 1), Sql.text(row, 2), row.getInt(3) != 0));
  }

  /// @param version as `10.11.19-MariaDB-0+deb12u1-log`
  static Server of(String version, String comment, boolean foldsNames) {
    boolean isMariaDb = (version + comment).toLowerCase(java.util.Locale.ROOT).contains("mariadb");
    String name = version.replaceFirst("[^0-9.].*", "");
    String[] parts = (name + ".0.0").split("\\.", -1);
    int number =
        Integer.parseInt(parts[0]) * 10_000
            + Integer.parseInt(parts[1]) * 100
            + Integer.parseInt(parts[2]);
    return new Server(isMariaDb ? Product.MARIADB : Product.MYSQL, number, name, foldsNames);
  }
}
