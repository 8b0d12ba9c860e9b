package dev.migrator.database.postgres;

import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.model.Rights;
import java.util.List;

/// What a role is granted so that it can read a whole database, and change nothing (PostgreSQL,
/// "Predefined Roles", "Privileges").
public final class PostgresRights {
  private PostgresRights() {}

  public static Rights toRead(PostgresAddress address) {
    String role = Identifier.quoted(address.user());
    return new Rights.ByCommands(
        "psql",
        List.of(
            "GRANT CONNECT ON DATABASE %s TO %s;"
                .formatted(Identifier.quoted(address.database()), role),
            "-- PostgreSQL 14 and newer:",
            "GRANT pg_read_all_data TO %s;".formatted(role),
            "-- PostgreSQL 13:",
            schemasOf13(address.user()),
            "-- Where there are large objects:",
            largeObjects(address.user()),
            "-- Where tables have row security, which hides rows otherwise:",
            "ALTER ROLE %s BYPASSRLS;".formatted(role)));
  }

  private static String schemasOf13(String user) {
    return """
    DO $$ DECLARE s name; BEGIN FOR s IN SELECT nspname FROM pg_namespace
      WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
      EXECUTE format('GRANT USAGE ON SCHEMA %%I TO %%I', s, %1$s);
      EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %%I TO %%I', s, %1$s);
      EXECUTE format('GRANT SELECT ON ALL SEQUENCES IN SCHEMA %%I TO %%I', s, %1$s);
    END LOOP; END $$;\
    """
        .formatted(literal(user));
  }

  private static String largeObjects(String user) {
    return """
    DO $$ DECLARE o oid; BEGIN FOR o IN SELECT oid FROM pg_largeobject_metadata LOOP
      EXECUTE format('GRANT SELECT ON LARGE OBJECT %%s TO %%I', o, %s);
    END LOOP; END $$;\
    """
        .formatted(literal(user));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
