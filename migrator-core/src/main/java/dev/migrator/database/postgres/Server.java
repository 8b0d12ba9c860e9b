package dev.migrator.database.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/// What a server says of itself.
///
/// @param number as `150018`
/// @param name as `15.18`
/// @param encoding of the database
/// @param isSuperuser whether we are
record Server(int number, String name, String encoding, boolean isSuperuser) {
  static final int OLDEST_MAJOR = 13;
  private static final int PER_MAJOR = 10_000;

  int major() {
    return number / PER_MAJOR;
  }

  String product() {
    return "PostgreSQL " + name;
  }

  static Server ask(Connection connection) {
    return Sql.one(
        connection,
        "the server's version",
        """
        SELECT pg_catalog.current_setting('server_version_num')::int,
               pg_catalog.current_setting('server_version'),
               pg_catalog.current_setting('server_encoding'),
               pg_catalog.current_setting('is_superuser') = 'on'
        """,
        row ->
            new Server(
                row.getInt(1), firstWord(row.getString(2)), row.getString(3), row.getBoolean(4)));
  }

  /// Packagers add words of their own.
  private static String firstWord(String version) {
    int space = version.indexOf(' ');
    return space < 0 ? version : version.substring(0, space);
  }

  /// Without a question: the server says it at the start of each session.
  static int majorOf(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseMajorVersion();
  }
}
