package dev.migrator.database.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.Chunk;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.Problems;
import dev.migrator.database.RowsHash;
import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import dev.migrator.database.postgres.Relation.Kind;
import dev.migrator.database.postgres.Tables.Found;
import dev.migrator.error.BundleDamagedException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL database, to be restored to.
public final class PostgresTarget implements DatabaseTarget {
  /// Each step is entered in its own transaction, so a crash loses both; [Ledger#settle] waits for
  /// the disk between the stages.
  private static final String COMMITS = "SET synchronous_commit = off";

  private final Connector connector;
  private final Pool pool;
  private final Ledger ledger = new Ledger();
  private final Loading loading;
  private final Problems problems = new Problems();
  private @Nullable Restoration restoration;

  /// What is being restored.
  private record Restoration(SavedCut saved, Catalogue catalogue, Map<String, Relation> byName) {
    Relation relation(String file) {
      int dot = file.indexOf('.');
      Relation relation = dot < 0 ? null : byName.get(file.substring(0, dot));
      if (relation == null) {
        throw new BundleDamagedException(
            "the catalogue of a database does not know " + file, "Run `migrator verify`.");
      }
      return relation;
    }

    String script(String name) {
      return saved.document(name).map(bytes -> new String(bytes, UTF_8)).orElse("");
    }
  }

  public PostgresTarget(PostgresAddress address) {
    this.connector = new Connector(address);
    this.pool = new Pool(connector, COMMITS);
    this.loading = new Loading(pool, ledger);
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
            .document(Documents.CATALOGUE)
            .orElseThrow(() ->
                new BundleDamagedException(
                    "a cut has no " + Documents.CATALOGUE, "Run `migrator verify`."));
    Catalogue catalogue = Catalogue.parse(json);
    Map<String, Relation> byName = new HashMap<>();
    catalogue.relations().forEach(relation -> byName.put(relation.name(), relation));
    restoration = new Restoration(saved, catalogue, byName);
    return new Preflight(connector, saved, catalogue, creation).run();
  }

  @Override
  public void prepare() {
    Restoration what = restoration();
    DatabaseCreation.ensure(connector, what.catalogue, problems);
    pool.use(connection -> {
      ledger.open(connection, what.saved.id());
      ScriptRun run = new ScriptRun(connection, ledger, problems);
      for (String name : List.of(Documents.ROLES, SchemaDump.PRE, Documents.BLOBS)) {
        run.run(ScriptRun.statements(name, what.script(name)));
      }
      ledger.settle(connection);
    });
  }

  @Override
  public long load(SavedPart part) {
    Relation relation = restoration().relation(part.file());
    PartCopy copy = new PartCopy(relation, restoration().catalogue.encoding(), part);
    return loading.load(part, relation.readable(), copy::run);
  }

  @Override
  public List<Runnable> builds() {
    pool.use(ledger::settle);
    return completion().builds();
  }

  private Completion completion() {
    return new Completion(pool, ledger, problems, restoration().script(SchemaDump.POST));
  }

  @Override
  public void complete() {
    pool.use(ledger::settle);
    Restoration what = restoration();
    completion().run(what.script(Documents.SEQUENCES), what.catalogue.populated());
    pool.use(connection -> {
      new ScriptRun(connection, ledger, problems)
          .run(ScriptRun.statements(Documents.DATABASE, what.script(Documents.DATABASE)));
      ledger.settle(connection);
    });
  }

  @Override
  public Map<String, String> partitions() {
    Map<String, String> wholes = new HashMap<>();
    pool.use(connection ->
        Partitions.ask(connection)
            .forEach(partition -> wholes.put(partition.readable(), partition.readableRoot())));
    return wholes;
  }

  @Override
  public List<Chunk> readBack(Set<String> tables, int readers) {
    List<Chunk> chunks = new ArrayList<>();
    pool.use(connection -> {
      Map<String, Found> found = new HashMap<>();
      Tables.ask(connection).forEach(table -> found.put(table.readable(), table));
      int major = Server.ask(connection).major();
      ChunkPlan plan = new ChunkPlan(connection, major, found.values(), readers);
      for (Relation relation : restoration().catalogue.relations()) {
        if (!tables.contains(relation.readable())) {
          continue;
        }
        Found table = found.get(relation.readable());
        if (relation.kind() == Kind.LARGE_OBJECTS) {
          chunks.addAll(plan.largeObjects(relation));
        } else if (table != null) {
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
    RowsHash[] hash = new RowsHash[1];
    pool.use(connection ->
        hash[0] =
            CopyOut.run(
                connection,
                "reading back " + chunk.table(),
                relation.copyOut(chunk.range(), restoration().catalogue.encoding()),
                relation.hasher(),
                (bytes, offset, length) -> {}));
    return hash[0];
  }

  @Override
  public void compareObjects() {
    pool.use(connection -> {
      SortedSet<String> there = SchemaObjects.ask(connection, List.of());
      restoration().catalogue.objects().stream()
          .filter(object -> !there.contains(object))
          .forEach(object -> problems.difference(object, "is not there"));
    });
  }

  @Override
  public void finish() {
    pool.use(Ledger::drop);
  }

  @Override
  public List<Problem> problems() {
    return problems.list();
  }

  @Override
  public void close() {
    pool.close();
  }
}
