package dev.migrator.database.postgres;

import dev.migrator.database.Chunk;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.DocumentReader;
import dev.migrator.database.DocumentTable;
import dev.migrator.database.Problems;
import dev.migrator.database.RowsHash;
import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import dev.migrator.database.postgres.Tables.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL database that documents of another kind of database are restored to: for each table
/// one of the same name, with a column for each key and one of `jsonb` for the whole document.
public final class DocumentTarget implements DatabaseTarget {
  private final Connector connector;
  private final DocumentReader reader;
  private final Pool pool;
  private final Ledger ledger = new Ledger();
  private final Problems problems = new Problems();
  private final Loading loading;
  private final DocumentBuilds builds;
  private @Nullable SavedCut saved;
  private @Nullable DocumentLayout layout;

  public DocumentTarget(PostgresAddress address, DocumentReader reader) {
    this.connector = new Connector(address);
    this.reader = reader;
    this.pool = new Pool(connector);
    this.loading = new Loading(pool, ledger);
    this.builds = new DocumentBuilds(pool, ledger, problems);
  }

  @Override
  public String label() {
    return connector.label();
  }

  @Override
  public Examination examine(SavedCut cut, Creation creation) {
    saved = cut;
    Problems foretold = new Problems();
    List<DocumentTable> tables = reader.tables(cut);
    try (TargetDatabase target = TargetDatabase.open(connector, creation)) {
      boolean goesOn = target.requireFree(cut, object -> object.startsWith("schema "));
      if (target.isThere()) {
        DocumentPreflight preflight = new DocumentPreflight(connector, target.connection());
        preflight.requireEncoding();
        preflight.requireRights();
      }
      DocumentLayout.of("public", tables).tellLosses(foretold);
      List<Problem> all = new ArrayList<>(reader.losses(cut));
      all.addAll(foretold.list());
      return new Examination(goesOn, all);
    }
  }

  @Override
  public void prepare() {
    SavedCut what = Objects.requireNonNull(saved, "examine comes first");
    DatabaseCreation.ensure(connector);
    pool.use(connection -> {
      String schema = new DocumentPreflight(connector, connection).schema();
      DocumentLayout places = DocumentLayout.of(schema, reader.tables(what));
      ledger.open(connection, what.id());
      ScriptRun run = new ScriptRun(connection, ledger, problems);
      for (DocumentPlace place : places.places()) {
        run.run(place.create());
        run.run(place.comment(what.cut().server()));
      }
      layout = places;
    });
  }

  private DocumentLayout layout() {
    return Objects.requireNonNull(layout, "prepare comes first");
  }

  @Override
  public long load(SavedPart part) {
    DocumentPlace place = layout().place(part.table());
    DocumentLoad load = new DocumentLoad(reader, place, part, problems);
    return loading.load(part, place.relation().readable(), load::run) - load.refused();
  }

  @Override
  public List<Runnable> builds() {
    return builds.of(layout());
  }

  /// Without statistics the first queries would not use the indexes.
  @Override
  public void complete() {
    pool.use(connection -> {
      ScriptRun run = new ScriptRun(connection, ledger, problems);
      layout().places().forEach(place -> run.run(place.analyze()));
    });
  }

  @Override
  public List<Chunk> readBack(Set<String> tables, int readers) {
    List<Chunk> chunks = new ArrayList<>();
    pool.use(connection -> {
      Map<String, Found> found = new HashMap<>();
      Tables.ask(connection).forEach(table -> found.put(table.readable(), table));
      int major = Server.ask(connection).major();
      ChunkPlan plan = new ChunkPlan(connection, major, found.values(), readers);
      for (DocumentPlace place : layout().places()) {
        Found table = found.get(place.relation().readable());
        if (table != null && tables.contains(place.table().table())) {
          plan.chunks(table, place.relation()).forEach(chunk -> chunks.add(of(place, chunk)));
        }
      }
    });
    chunks.sort(Comparator.comparingLong(Chunk::weightBytes).reversed());
    return chunks;
  }

  private static Chunk of(DocumentPlace place, Chunk chunk) {
    return new Chunk(chunk.file(), place.table().table(), chunk.range(), chunk.weightBytes());
  }

  @Override
  public RowsHash read(Chunk chunk) {
    DocumentPlace place = layout().place(chunk.table());
    RowsHash[] hash = new RowsHash[1];
    pool.use(connection ->
        hash[0] =
            CopyOut.run(
                connection,
                "reading back " + chunk.table(),
                place.relation().copyOut(chunk.range(), DatabaseCreation.UTF8),
                new DocumentRows(place, reader, problems),
                (bytes, offset, length) -> {}));
    return hash[0];
  }

  @Override
  public void compareObjects() {
    pool.use(
        connection -> builds.compare(layout(), DocumentObject.ask(connection, layout().schema())));
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
