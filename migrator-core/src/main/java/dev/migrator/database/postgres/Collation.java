package dev.migrator.database.postgres;

import java.sql.Connection;

/// How a database compares texts.
///
/// @param provider as `c` (the C library) or `i` (ICU)
/// @param version of the provider's rules; empty where it tells none
record Collation(String provider, String collate, String ctype, String locale, String version) {
  private static final int FIRST_WITH_PROVIDER = 15;
  private static final int FIRST_WITH_LOCALE = 17;

  static Collation ask(Connection connection, int major) {
    boolean hasProvider = major >= FIRST_WITH_PROVIDER;
    String locale =
        !hasProvider ? "NULL" : major >= FIRST_WITH_LOCALE ? "datlocale" : "daticulocale";
    return Sql.one(
        connection,
        "its collation",
        """
        SELECT %s, datcollate, datctype, coalesce(%s, ''), coalesce(%s, '')
        FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()
        """
            .formatted(
                hasProvider ? "datlocprovider::text" : "'c'",
                locale,
                hasProvider ? "datcollversion" : "NULL"),
        row ->
            new Collation(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5)));
  }
}
