package dev.migrator.database.mysql;

import dev.migrator.database.Chunk;
import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.Problems;
import dev.migrator.database.RowsHash;
import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import dev.migrator.database.mysql.Definition.Kind;
import dev.migrator.database.mysql.Tables.Found;
import dev.migrator.error.BundleDamagedException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A MySQL or MariaDB database, to be restored to.
public final class MysqlTarget implements DatabaseTarget {
  private static final long LARGE_BYTES = 16L << 20;

  private final Connector connector;
  private final Pool words;
  private final Pool rows;
  private final Ledger ledger = new Ledger();
  private final Problems problems = new Problems();
  private @Nullable Restoration restoration;

  /// What is being restored.
  private record Restoration(
      SavedCut saved, Catalogue catalogue, Map<String, Relation> byFile, Translation translation) {
    Relation relation(String part) {
      Relation relation = byFile.get(Relation.fileOfPart(part));
      if (relation == null) {
        throw new BundleDamagedException(
            "the catalogue of a database does not know " + part, "Run `migrator verify`.");
      }
      return relation;
    }

    List<Definition> definitions(Predicate<Kind> kinds, String here) {
      return catalogue.definitions().stream()
          .filter(definition -> kinds.test(definition.kind()))
          .map(definition -> definition.in(catalogue.schema(), here))
          .map(translation::of)
          .toList();
    }
  }

  public MysqlTarget(MysqlAddress address) {
    this.connector = new Connector(address);
    this.words = new Pool(connector, Connector.Use.WORDS);
    this.rows = new Pool(connector, Connector.Use.ROWS);
  }

  private Restoration restoration() {
    return Objects.requireNonNull(restoration, "examine comes first");
  }

  @Override
  public String label() {
    return connector.label();
  }

  @Override
  public Examination examine(SavedCut saved, Creation creation) {
    byte[] json =
        saved
            .document(Catalogue.DOCUMENT)
            .orElseThrow(() ->
                new BundleDamagedException(
                    "a cut has no " + Catalogue.DOCUMENT, "Run `migrator verify`."));
    Catalogue catalogue = Catalogue.parse(json);
    Map<String, Relation> byFile = new HashMap<>();
    catalogue.relations().forEach(relation -> byFile.put(relation.file(), relation));
    Preflight.Found found = new Preflight(connector, saved, catalogue, creation).run();
    restoration = new Restoration(saved, catalogue, byFile, found.translation());
    return found.examination();
  }

  @Override
  public void prepare() {
    Restoration what = restoration();
    create();
    words.run(connection -> {
      ledger.open(connection, what.saved.id());
      new AccountRun(connection, problems).make(what.catalogue.accounts(), what.translation);
      DefinitionRun run = run(connection);
      run.run("character set of the database", defaults(what));
      run.make(definitions(kind -> kind == Kind.SEQUENCE));
      Set<String> large = large();
      run.make(
          definitions(kind -> kind == Kind.TABLE).stream()
              .map(table -> large.contains(table.name()) ? LateIndexes.without(table) : table)
              .toList());
    });
  }

  /// Tables that are worth building indexes later.
  private Set<String> large() {
    Map<String, Long> bytes = new HashMap<>();
    for (SavedPart part : restoration().saved.parts()) {
      bytes.merge(restoration().relation(part.file()).table(), part.sizeBytes(), Long::sum);
    }
    bytes.values().removeIf(size -> size < LARGE_BYTES);
    return bytes.keySet();
  }

  private DefinitionRun run(Connection connection) {
    return new DefinitionRun(connection, Server.ask(connection), ledger, problems);
  }

  private List<Definition> definitions(Predicate<Kind> kinds) {
    return restoration().definitions(kinds, connector.database());
  }

  private void create() {
    Connection connection = connector.openServer();
    try {
      Sql.run(
          connection,
          "creating the database " + connector.database(),
          "CREATE DATABASE IF NOT EXISTS " + Identifier.quoted(connector.database()));
    } finally {
      Sql.close(connection);
    }
  }

  private String defaults(Restoration what) {
    return "ALTER DATABASE %s DEFAULT CHARACTER SET %s COLLATE %s"
        .formatted(
            Identifier.quoted(connector.database()),
            Identifier.quoted(what.catalogue.charset()),
            Identifier.quoted(what.translation.collation(what.catalogue.collation())));
  }

  @Override
  public long load(SavedPart part) {
    String step = "part " + part.file();
    if (ledger.isDone(step)) {
      return 0;
    }
    Relation relation = restoration().relation(part.file());
    rows.run(connection -> new Load(connection, relation, part).run(step));
    ledger.committed(step);
    return part.hash().rows();
  }

  @Override
  public List<Runnable> builds() {
    Set<String> large = large();
    return new LateIndexes(words, ledger, problems)
        .builds(
            definitions(kind -> kind == Kind.TABLE).stream()
                .filter(table -> large.contains(table.name()))
                .toList());
  }

  @Override
  public void complete() {
    Restoration what = restoration();
    words.run(connection -> {
      DefinitionRun run = run(connection);
      what.saved
          .document(Sequences.DOCUMENT)
          .map(Sequences::parse)
          .ifPresent(sequences ->
              sequences
                  .next()
                  .forEach((name, value) ->
                      run.run("sequence " + name, Sequences.statement(name, value))));
      run.make(definitions(Kind::isRoutine));
      run.makeViews(definitions(kind -> kind == Kind.VIEW));
      run.make(definitions(kind -> kind == Kind.TRIGGER));
      run.make(definitions(kind -> kind == Kind.EVENT));
      new AccountRun(connection, problems)
          .grant(what.catalogue.accounts(), what.catalogue.schema(), connector.database());
    });
  }

  @Override
  public List<Chunk> readBack(Set<String> tables, int readers) {
    List<Found> found = words.use(connection -> Tables.ask(connection, Server.ask(connection)));
    Map<String, Found> byName = new HashMap<>();
    found.forEach(table -> byName.put(table.name(), table));
    long bytes = found.stream().mapToLong(Found::bytes).sum();
    List<Chunk> chunks = new ArrayList<>();
    rows.run(connection -> {
      ChunkPlan plan = new ChunkPlan(connection, bytes, readers);
      for (Relation relation : restoration().catalogue.relations()) {
        Found table = byName.get(relation.table());
        if (table != null && tables.contains(relation.readable())) {
          chunks.addAll(plan.chunks(table, relation));
        }
      }
    });
    chunks.sort(Comparator.comparingLong(Chunk::weightBytes).reversed());
    return chunks;
  }

  @Override
  public RowsHash read(Chunk chunk) {
    Relation relation = restoration().relation(chunk.file());
    return rows.use(connection ->
        new RowReader(relation, RowReader.Receiver.NONE).run(connection, chunk.range(), 1 << 14));
  }

  @Override
  public void compareObjects() {
    words.run(connection -> {
      SortedSet<String> there = SchemaObjects.ask(connection);
      restoration().catalogue.objects().stream()
          .filter(object -> !there.contains(object) && isMeant(object))
          .forEach(object -> problems.difference(object, "is not there"));
    });
  }

  /// The two products name a check of their own accord each in its way.
  private boolean isMeant(String object) {
    return restoration().translation.isOfOneProduct()
        || !object.startsWith("constraint ")
        || definitions(kind -> kind == Kind.TABLE).stream()
            .anyMatch(table -> table.names(object.substring("constraint ".length())));
  }

  @Override
  public void finish() {
    words.run(Ledger::drop);
  }

  @Override
  public List<Problem> problems() {
    return problems.list();
  }

  @Override
  public void close() {
    words.close();
    rows.close();
  }
}
