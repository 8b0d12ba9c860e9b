package dev.migrator.database.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.Chunk;
import dev.migrator.database.Cut;
import dev.migrator.database.Document;
import dev.migrator.database.Omission;
import dev.migrator.database.OpenCut;
import dev.migrator.database.TableFilter;
import dev.migrator.database.Withheld;
import dev.migrator.database.mysql.Accounts.Account;
import dev.migrator.database.mysql.Definition.Kind;
import dev.migrator.database.mysql.Relation.Undo;
import dev.migrator.database.mysql.Tables.Found;
import dev.migrator.database.mysql.Tables.History;
import dev.migrator.error.StoreException;
import dev.migrator.model.Gap;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds out, within a snapshot, what there is to capture. One thread.
final class CutOpening {
  private static final Set<String> ROWS_ELSEWHERE =
      Set.of("mrg_myisam", "blackhole", "federated", "spider", "connect");
  private static final int MOST_NAMED = 5;

  private final Connector connector;
  private final SnapshotOpening opening;
  private final Connection connection;
  private final int readers;
  private final String schema;
  private final TableFilter wanted;
  private final List<Document> documents = new ArrayList<>();
  private final List<Omission> omissions = new ArrayList<>();
  private final List<Withheld> withheld = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<Chunk> chunks = new ArrayList<>();
  private final List<Relation> relations = new ArrayList<>();
  private final Map<String, Long> rowBytes = new HashMap<>();
  private final Map<String, String> files = new HashMap<>();

  CutOpening(Connector connector, SnapshotOpening opening, int readers) {
    this.connector = connector;
    this.opening = opening;
    this.connection = opening.connections().getFirst();
    this.readers = readers;
    this.schema = connector.database();
    this.wanted = connector.address().tables();
  }

  /// What there is, with the snapshot that it is to be read from.
  MysqlCut open() {
    opening.open(readers);
    notes.addAll(opening.notes());
    omissions.addAll(Privileges.missing(connection, schema));
    List<Found> all = Tables.ask(connection, opening.server());
    List<Found> tables = all.stream().filter(this::isReadable).toList();
    touch(tables);
    Definitions definitions = Definitions.ask(connection);
    omissions.addAll(definitions.omissions());
    notes.addAll(definitions.notes());
    FileNames names = new FileNames(schema);
    definitions.found().stream()
        .filter(definition -> definition.kind() == Kind.TABLE)
        .forEach(table -> files.put(table.name(), names.table(table.name())));
    describe(names.schema(), definitions.found(), tables);
    Snapshot snapshot = opening.finish();
    rows(snapshot, tables.stream().filter(this::isWanted).toList());
    return new MysqlCut(
        connector,
        snapshot,
        cut(snapshot, opening.server()),
        new Contents(
            names.schema(),
            definitions.found(),
            relations,
            rowBytes,
            documents,
            chunks,
            omissions,
            withheld,
            notes));
  }

  /// @param rowBytes about how long a row of each relation is
  record Contents(
      String schemaFile,
      List<Definition> definitions,
      List<Relation> relations,
      Map<String, Long> rowBytes,
      List<Document> documents,
      List<Chunk> chunks,
      List<Omission> omissions,
      List<Withheld> withheld,
      List<String> notes) {}

  private boolean isWanted(Found table) {
    return wanted.accepts(schema, table.name());
  }

  /// Asks for every column, which also keeps others from altering the table until the transaction
  /// ends (MySQL, "Metadata Locking").
  private boolean isReadable(Found table) {
    if (ROWS_ELSEWHERE.contains(table.engine().toLowerCase(Locale.ROOT))) {
      notes.add(
          "table %s: engine %s has no rows of its own".formatted(table.name(), table.engine()));
      return false;
    }
    try {
      Sql.run(
          connection,
          "reading " + Identifier.readable(schema, table.name()),
          table.relation("", schema).select("") + " LIMIT 0");
      return true;
    } catch (StoreException e) {
      if (e.reason().isTransient()) {
        throw e;
      }
      if (isWanted(table)) {
        omissions.add(
            new Omission(
                "table " + Identifier.readable(schema, table.name()),
                OpenCut.codeOf(e),
                String.valueOf(e.getMessage())));
      }
      return false;
    }
  }

  /// Each connection holds the tables by itself, since any of them may be lost.
  private void touch(List<Found> tables) {
    for (Connection other : opening.connections().subList(1, opening.connections().size())) {
      for (Found table : tables) {
        Sql.run(
            other,
            "reading " + Identifier.readable(schema, table.name()),
            "SELECT 1 FROM %s LIMIT 0".formatted(Identifier.quoted(table.name())));
      }
    }
  }

  private void describe(String schemaFile, List<Definition> definitions, List<Found> tables) {
    Accounts accounts = Accounts.ask(connection, opening.server(), schema);
    withheld.addAll(accounts.withheld());
    omissions.addAll(accounts.omissions());
    for (Found table : tables) {
      String file = files.get(table.name());
      if (file != null && isWanted(table)) {
        relations.add(table.relation(file, schema));
        rowBytes.put(file, table.bytes() / Math.max(1, table.rowsAbout()));
        history(table);
      }
    }
    long unwanted = tables.stream().filter(table -> !isWanted(table)).count();
    if (unwanted > 0) {
      notes.add("the rows of %d tables are left out, as the estate says".formatted(unwanted));
    }
    String create =
        Sql.one(
            connection,
            "the definition of the database",
            "SHOW CREATE DATABASE IF NOT EXISTS " + Identifier.quoted(schema),
            row -> Sql.text(row, 2));
    documents.addAll(new Scripts(schemaFile, schema, definitions).documents(files, create));
    documents.add(accountsScript(accounts.found()));
    documents.add(new Document(Catalogue.DOCUMENT, catalogue(definitions, accounts).json()));
  }

  private void history(Found table) {
    if (table.history() == History.LOST) {
      omissions.add(
          new Omission(
              "history of table " + Identifier.readable(schema, table.name()),
              Gap.Code.NOT_TOLD,
              "only MariaDB from 10.11 on takes it back, and only where it is kept by time, not by"
                  + " transaction; the rows of now are captured"));
    }
  }

  private Catalogue catalogue(List<Definition> definitions, Accounts accounts) {
    List<String> defaults =
        Sql.one(
            connection,
            "the database's character set",
            "SELECT @@character_set_database, @@collation_database",
            row -> List.of(Sql.text(row, 1), Sql.text(row, 2)));
    return new Catalogue(
        opening.server(),
        schema,
        defaults.getFirst(),
        defaults.getLast(),
        relations,
        definitions,
        accounts.found(),
        SchemaObjects.ask(connection));
  }

  private static Document accountsScript(List<Account> accounts) {
    String script =
        accounts.stream()
            .map(account ->
                Scripts.statement(account.create())
                    + account.grants().stream()
                        .map(Scripts::statement)
                        .collect(Collectors.joining()))
            .collect(Collectors.joining());
    return new Document("accounts.txt", script.getBytes(UTF_8));
  }

  private void rows(Snapshot snapshot, List<Found> tables) {
    Map<String, Relation> byTable = new HashMap<>();
    relations.forEach(relation -> byTable.put(relation.table(), relation));
    long allBytes = tables.stream().mapToLong(Found::bytes).sum();
    ChunkPlan plan = new ChunkPlan(connection, allBytes, readers);
    boolean isPlanned = false;
    try {
      for (Found table : tables) {
        Relation relation = byTable.get(table.name());
        if (relation != null) {
          chunks.addAll(plan.chunks(table, relation));
        }
      }
      isPlanned = true;
    } finally {
      if (!isPlanned) {
        snapshot.close();
      }
    }
    chunks.sort(Comparator.comparingLong(Chunk::weightBytes).reversed());
  }

  private Cut cut(Snapshot snapshot, Server server) {
    return new Cut(
        server.title(), schema, snapshot.position().orElse(null), snapshot.at(), fuzzy());
  }

  private @Nullable String fuzzy() {
    List<String> names =
        relations.stream()
            .filter(relation -> relation.undo() == Undo.NONE)
            .map(relation -> relation.table() + " (" + relation.engine() + ")")
            .toList();
    if (names.isEmpty()) {
      return null;
    }
    String more =
        names.size() > MOST_NAMED ? " and %d more".formatted(names.size() - MOST_NAMED) : "";
    return "tables whose engine has no transactions are as they were when their turn came: "
        + String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())))
        + more;
  }
}
