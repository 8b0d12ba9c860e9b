package dev.migrator.database.postgres;

import dev.migrator.database.Problems;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.sql.Connection;

/// Makes a database as the source was made, as far as the server has the same rules of comparison.
final class DatabaseCreation {
  /// Every server has it, to create others from.
  static final String MAINTENANCE = "postgres";

  private DatabaseCreation() {}

  /// Does nothing where it is there.
  static void ensure(Connector connector, Catalogue catalogue, Problems problems) {
    String name = connector.address().database();
    try {
      Sql.close(connector.open());
      return;
    } catch (StoreException e) {
      if (e.reason() != Reason.NO_SUCH_STORE) {
        throw e;
      }
    }
    Connection connection = connector.open(MAINTENANCE);
    try {
      create(connection, Identifier.quoted(name), catalogue, problems);
    } finally {
      Sql.close(connection);
    }
  }

  private static void create(
      Connection connection, String name, Catalogue catalogue, Problems problems) {
    String plain =
        "CREATE DATABASE %s TEMPLATE template0 ENCODING %s"
            .formatted(name, Identifier.literal(catalogue.encoding()));
    String tried = "creating the database " + name;
    try {
      Sql.run(connection, tried, plain + locale(catalogue.collation()));
    } catch (StoreException e) {
      if (e.reason() != Reason.REJECTED) {
        throw e;
      }
      Sql.run(connection, tried, plain);
      problems.loss(
          "collation",
          "the server does not know that of the source, %s; its own is used"
              .formatted(catalogue.collation().collate()));
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
