package dev.migrator.database.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.Chunk;
import dev.migrator.database.Cut;
import dev.migrator.database.Document;
import dev.migrator.database.Omission;
import dev.migrator.database.PatientCalls;
import dev.migrator.database.TableFilter;
import dev.migrator.database.Withheld;
import dev.migrator.database.postgres.Tables.Found;
import dev.migrator.error.StoreException;
import dev.migrator.model.Gap;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.IntFunction;

/// Finds out, within a snapshot, what there is to capture. One thread.
final class CutOpening {
  private static final String LOCK_PATIENCE = "60s";

  private final Connector connector;
  private final ExportedSnapshot snapshot;
  private final Connection connection;
  private final IntFunction<Optional<PgDump>> programs;
  private final PatientCalls calls;
  private final int readers;
  private final TableFilter wanted;
  private final List<Document> documents = new ArrayList<>();
  private final List<Omission> omissions = new ArrayList<>();
  private final List<Withheld> withheld = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<Chunk> chunks = new ArrayList<>();
  private final List<Relation> relations = new ArrayList<>();

  CutOpening(
      Connector connector,
      ExportedSnapshot snapshot,
      IntFunction<Optional<PgDump>> programs,
      PatientCalls calls,
      int readers) {
    this.connector = connector;
    this.snapshot = snapshot;
    this.connection = snapshot.first();
    this.programs = programs;
    this.calls = calls;
    this.readers = readers;
    this.wanted = connector.address().tables();
  }

  PostgresCut open() {
    Server server = Server.ask(connection);
    List<Found> tables = Tables.ask(connection);
    List<Found> readable = tables.stream().filter(table -> table.unreadable().isEmpty()).toList();
    snapshot.lock(readable.stream().map(Found::quoted).toList(), LOCK_PATIENCE);
    tables.forEach(this::omitUnreadable);
    SortedSet<String> before = objects(connection, tables);
    schema(server, tables);
    drift(before, tables);
    rows(server, readable.stream().filter(this::isWanted).toList());
    long unwanted = readable.stream().filter(table -> !isWanted(table)).count();
    if (unwanted > 0) {
      notes.add("the rows of %d tables are left out, as the estate says".formatted(unwanted));
    }
    catalogue(server, unreadable(tables));
    return new PostgresCut(
        connector,
        snapshot,
        cut(server),
        server,
        relations,
        documents,
        chunks,
        omissions,
        withheld,
        notes);
  }

  private Cut cut(Server server) {
    return new Cut(
        server.product(), connector.address().database(), snapshot.position(), snapshot.at(), null);
  }

  private boolean isWanted(Found table) {
    return wanted.accepts(table.schema(), table.name());
  }

  private void omitUnreadable(Found table) {
    if (isWanted(table)) {
      table
          .unreadable()
          .ifPresent(why ->
              omissions.add(new Omission("table " + table.readable(), Gap.Code.FORBIDDEN, why)));
    }
  }

  private void schema(Server server, List<Found> tables) {
    Roles roles = new Roles(connection, server);
    documents.add(document(Documents.ROLES, roles.script()));
    documents.add(document(Documents.DATABASE, DatabaseScript.of(connection)));
    withheld.addAll(roles.passwords());
    withheld.addAll(SchemaDump.withheld(connection));
    Optional<PgDump> program = programs.apply(server.major());
    if (program.isEmpty()) {
      omissions.add(new Omission("schema", Gap.Code.UNREADABLE, PgDump.missing(server.major())));
      return;
    }
    program.get().flaw().ifPresent(notes::add);
    dump(program.get(), unreadable(tables));
  }

  private static SortedSet<String> objects(Connection connection, List<Found> tables) {
    return SchemaObjects.ask(connection, unreadable(tables).stream().map(Found::oid).toList());
  }

  /// `pg_dump` reads the catalogue within the snapshot, but asks the server for the text of
  /// definitions, which are those of now; locks keep tables, and nothing else.
  private void drift(SortedSet<String> before, List<Found> tables) {
    Connection now = connector.open();
    try {
      SchemaDrift drift = new SchemaDrift(before, objects(now, tables));
      drift.omission().ifPresent(omissions::add);
      drift.note().ifPresent(notes::add);
    } finally {
      Sql.close(now);
    }
  }

  private void dump(PgDump program, List<Found> unreadable) {
    SchemaDump dump =
        new SchemaDump(program, connector.environment(), snapshot.id(), unreadable, calls);
    try {
      documents.add(dump.pre());
      documents.add(dump.post());
    } catch (StoreException e) {
      omissions.add(new Omission("schema", Gap.Code.UNREADABLE, String.valueOf(e.getMessage())));
    }
  }

  private static List<Found> unreadable(List<Found> tables) {
    return tables.stream().filter(table -> table.unreadable().isPresent()).toList();
  }

  private void rows(Server server, List<Found> tables) {
    ChunkPlan plan = new ChunkPlan(connection, server.major(), tables, readers);
    for (Found table : tables) {
      String name = "tables/t%06d".formatted(relations.size() + 1);
      Relation relation = table.relation(name, WideValues.formOf(connection, table));
      relations.add(relation);
      chunks.addAll(plan.chunks(table, relation));
    }
    blobs(plan);
    chunks.sort(Comparator.comparingLong(Chunk::weightBytes).reversed());
  }

  private void blobs(ChunkPlan plan) {
    List<Long> closed = Blobs.unreadable(connection);
    if (!closed.isEmpty()) {
      omissions.add(
          new Omission(
              Relation.LARGE_OBJECTS,
              Gap.Code.FORBIDDEN,
              "%d of them, as %d: the role may not read them"
                  .formatted(closed.size(), closed.getFirst())));
    }
    String script = Blobs.script(connection);
    if (!script.isEmpty()) {
      Relation blobs = Relation.largeObjects("blobs/b000001");
      relations.add(blobs);
      chunks.addAll(plan.largeObjects(blobs));
      documents.add(document(Documents.BLOBS, script + "\n"));
    }
  }

  private void catalogue(Server server, List<Found> unreadable) {
    Map<String, String> extensions = new TreeMap<>();
    Sql.list(
        connection,
        "its extensions",
        "SELECT extname, extversion FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql'",
        row -> extensions.put(row.getString(1), row.getString(2)));
    Catalogue catalogue =
        new Catalogue(
            server.number(),
            server.encoding(),
            Collation.ask(connection, server.major()),
            extensions,
            relations,
            SchemaObjects.ask(connection, unreadable.stream().map(Found::oid).toList()),
            Matviews.populated(connection));
    documents.add(new Document(Documents.CATALOGUE, catalogue.json()));
    documents.add(document(Documents.COPY, catalogue.copyTable(Partitions.roots(connection))));
    documents.add(document(Documents.REFRESH, catalogue.refreshScript()));
  }

  private static Document document(String name, String text) {
    return new Document(name, text.getBytes(UTF_8));
  }
}
