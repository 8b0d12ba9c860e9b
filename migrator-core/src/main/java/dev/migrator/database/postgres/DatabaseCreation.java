package dev.migrator.database.postgres;

import dev.migrator.database.Problems;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.sql.Connection;

/// Makes the database of a restore.
final class DatabaseCreation {
  /// Every server has it, to create others from.
  static final String MAINTENANCE = "postgres";

  static final String UTF8 = "UTF8";

  private DatabaseCreation() {}

  /// Makes one like the source's. Does nothing where it is there.
  static void ensure(Connector connector, Catalogue catalogue, Problems problems) {
    Collation wanted = catalogue.collation();
    ensure(
        connector,
        catalogue.encoding(),
        locale(wanted),
        "",
        () ->
            problems.loss(
                "collation",
                "the server does not know that of the source, %s; its own is used"
                    .formatted(wanted.collate())));
  }

  /// Makes one that holds all texts. Does nothing where it is there.
  static void ensure(Connector connector) {
    ensure(connector, UTF8, "", " LC_COLLATE 'C' LC_CTYPE 'C'", () -> {});
  }

  /// @param locale that is wanted
  /// @param other where the server refuses that
  /// @param refused told then
  private static void ensure(
      Connector connector, String encoding, String locale, String other, Runnable refused) {
    if (isThere(connector)) {
      return;
    }
    String name = Identifier.quoted(connector.address().database());
    String plain =
        "CREATE DATABASE %s TEMPLATE template0 ENCODING %s"
            .formatted(name, Identifier.literal(encoding));
    String tried = "creating the database " + name;
    Connection connection = connector.open(MAINTENANCE);
    try {
      Sql.run(connection, tried, plain + locale);
    } catch (StoreException e) {
      if (e.reason() != Reason.REJECTED) {
        throw e;
      }
      Sql.run(connection, tried, plain + other);
      refused.run();
    } finally {
      Sql.close(connection);
    }
  }

  private static boolean isThere(Connector connector) {
    try {
      Sql.close(connector.open());
      return true;
    } catch (StoreException e) {
      if (e.reason() != Reason.NO_SUCH_STORE) {
        throw e;
      }
      return false;
    }
  }

  private static String locale(Collation collation) {
    String libc =
        " LC_COLLATE %s LC_CTYPE %s"
            .formatted(
                Identifier.literal(collation.collate()), Identifier.literal(collation.ctype()));
    return switch (collation.provider()) {
      case "i" ->
          libc + " LOCALE_PROVIDER icu ICU_LOCALE " + Identifier.literal(collation.locale());
      case "b" ->
          libc
              + " LOCALE_PROVIDER builtin BUILTIN_LOCALE "
              + Identifier.literal(collation.locale());
      default -> libc;
    };
  }
}
