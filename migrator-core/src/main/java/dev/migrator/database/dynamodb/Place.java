package dev.migrator.database.dynamodb;

import dev.migrator.database.DatabaseAddress.DynamoAddress.Tables;
import dev.migrator.error.UsageException;
import java.util.List;

/// A saved table, and what it is called at the target.
record Place(Table table, String name) {

  /// The description of the saved table as a request for the new one.
  TableRequest request() {
    return new TableRequest(table, name);
  }

  /// For messages.
  String label() {
    return "table " + Table.label(name);
  }

  /// @throws UsageException if several tables are to get one name
  static List<Place> all(Catalogue catalogue, Tables names) {
    return switch (names) {
      case Tables.Named(String name) -> {
        if (catalogue.tables().size() != 1) {
          throw new UsageException(
              "the source has %d tables, and the target names one: %s"
                  .formatted(catalogue.tables().size(), name),
              "Name a prefix: instead, or neither, for the names that they had.");
        }
        yield List.of(new Place(catalogue.tables().getFirst(), name));
      }
      case Tables.Prefixed(String prefix) ->
          catalogue.tables().stream()
              .map(table -> new Place(table, renamed(table.name(), catalogue.prefix(), prefix)))
              .toList();
    };
  }

  private static String renamed(String name, String before, String now) {
    return now.isEmpty() ? name : now + name.substring(before.length());
  }
}
