package dev.migrator.database.postgres;

import dev.migrator.database.DocumentTable;
import dev.migrator.database.Problems;
import dev.migrator.database.postgres.Relation.Form;
import dev.migrator.database.postgres.Relation.Kind;
import dev.migrator.error.BundleDamagedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where all tables of documents go. The same tables go to the same places in every run.
record DocumentLayout(String schema, List<DocumentPlace> places) {
  /// PostgreSQL, "System Columns".
  private static final Set<String> SYSTEM_COLUMNS =
      Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

  static DocumentLayout of(String schema, List<DocumentTable> unordered) {
    List<DocumentTable> tables =
        unordered.stream().sorted(Comparator.comparing(DocumentTable::name)).toList();
    FittingNames fitting = new FittingNames(Set.of()); // tables and indexes share a namespace
    List<String> names = fitting.fit(tables.stream().map(DocumentTable::name).toList());
    List<String> keys = fitting.fit(names.stream().map(name -> name + "_pkey").toList());
    List<DocumentPlace> places = new ArrayList<>();
    for (int i = 0; i < tables.size(); i++) {
      String name = names.get(i);
      DocumentTable table = tables.get(i);
      Relation relation =
          new Relation(
              "t%06d".formatted(i + 1), Kind.TABLE, schema, name, columns(table), "", Form.TEXT);
      List<String> indexes =
          fitting.fit(
              table.indexes().stream()
                  .map(DocumentTable.Index::name)
                  .map((name + "_")::concat)
                  .toList());
      places.add(new DocumentPlace(table, relation, keys.get(i), indexes));
    }
    return new DocumentLayout(schema, places);
  }

  private static List<String> columns(DocumentTable table) {
    List<String> columns =
        new ArrayList<>(
            new FittingNames(SYSTEM_COLUMNS)
                .fit(table.keys().stream().map(DocumentTable.Key::name).toList()));
    Stream.concat(
            Stream.of("item", "document"),
            IntStream.rangeClosed(1, columns.size()).mapToObj("document_%d"::formatted))
        .filter(name -> !columns.contains(name))
        .findFirst()
        .ifPresent(columns::add);
    return columns;
  }

  /// @param table see [DocumentTable#table]
  DocumentPlace place(String table) {
    return places.stream()
        .filter(place -> place.table().table().equals(table))
        .findFirst()
        .orElseThrow(() ->
            new BundleDamagedException(
                "the tables of a cut do not include " + table, "Run `migrator verify`."));
  }

  /// Tells the names that PostgreSQL cannot hold.
  void tellLosses(Problems problems) {
    for (DocumentPlace place : places) {
      String table = "table " + Printable.of(place.table().name());
      tell(problems, table, place.table().name(), place.name());
      for (int i = 0; i < place.keyColumns().size(); i++) {
        String key = place.table().keys().get(i).name();
        String what = "key %s of %s".formatted(Printable.of(key), table);
        tell(problems, what, key, place.keyColumns().get(i));
      }
    }
  }

  private static void tell(Problems problems, String what, String name, String fitted) {
    if (!name.equals(fitted)) {
      problems.loss(
          what, "PostgreSQL cannot hold its name; it is called %s there".formatted(fitted));
    }
  }
}
