package dev.migrator.database.redis;

import dev.migrator.database.Chunk;
import dev.migrator.database.Cut;
import dev.migrator.database.Omission;
import dev.migrator.database.PatientCalls;
import dev.migrator.database.redis.RdbSurvey.Section;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Gap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Takes a copy of a server as its replicas do, or else lists its keys, and finds out what there is
/// to capture. One thread.
final class CutOpening {
  private static final long LEAST_SECTION_BYTES = 1 << 20;
  private static final long MOST_SECTION_BYTES = 256 << 20;
  private static final int SECTIONS_A_READER = 4;

  private final Connector connector;
  private final Replication replication;
  private final PatientCalls calls;
  private final int readers;
  private final Pool pool;
  private final Findings found = new Findings();
  private final List<Runnable> held = new ArrayList<>();

  CutOpening(Connector connector, Replication replication, PatientCalls calls, int readers) {
    this.connector = connector;
    this.replication = replication;
    this.calls = calls;
    this.readers = readers;
    this.pool = new Pool(connector);
  }

  RedisCut open() {
    RedisCut cut = null;
    try {
      cut = take();
      return cut;
    } finally {
      if (cut == null) {
        pool.close();
        held.forEach(Runnable::run);
      }
    }
  }

  private RedisCut take() {
    Server server;
    try (Connection connection = connector.open()) {
      server = Server.ask(connection);
      requireAllKeys(server, connection);
      Documents documents = new Documents(connection, found);
      documents.users();
      documents.settings();
    }
    Spool spool = Spool.create();
    held.add(spool::close);
    Replication.Answer answer = replication.receive(spool);
    // that may have taken longer than a server keeps a silent connection
    try (Connection connection = connector.open()) {
      return new RedisCut(cut(connection, server, spool, answer), server, pool, found, held);
    }
  }

  private Cut cut(Connection connection, Server server, Spool spool, Replication.Answer answer) {
    Documents documents = new Documents(connection, found);
    return switch (answer) {
      case Replication.Answer.Sent(String position) ->
          copied(connection, server, spool, position, documents);
      case Replication.Answer.Refused(String reason) -> {
        documents.functions(server);
        yield listed(connection, Server.ask(connection), reason);
      }
    };
  }

  private void requireAllKeys(Server server, Connection connection) {
    if (server.isPartOfCluster(connection)) {
      found
          .omissions()
          .add(
              new Omission(
                  "other nodes of the cluster",
                  Gap.Code.NOT_TOLD,
                  "a node has only the keys of its own slots; name each primary as a source of its own"));
    }
  }

  private @Nullable Integer wanted() {
    return connector.address().database();
  }

  private boolean isWanted(long database) {
    Integer wanted = wanted();
    return wanted == null || wanted == database;
  }

  private Cut copied(
      Connection connection, Server server, Spool spool, String position, Documents documents) {
    if (!check(spool)) {
      found.notes().add("the RDB has no checksum: the server is told to make none (rdbchecksum)");
    }
    long section =
        Math.clamp(
            spool.size() / ((long) readers * SECTIONS_A_READER),
            LEAST_SECTION_BYTES,
            MOST_SECTION_BYTES);
    RdbSurvey survey = new RdbSurvey(spool, section);
    try {
      survey.run();
    } catch (RdbException e) {
      keep(spool);
      documents.functions(server);
      return listed(
          connection,
          server,
          "the RDB (dump.rdb, which is exact) cannot be read here: " + e.getMessage());
    }
    keepUnlessOthers(spool, survey);
    survey.sections().stream()
        .filter(part -> isWanted(part.database()))
        .forEach(part -> section(spool, part));
    found.omissions().addAll(survey.tally().omissions().toList());
    documents.functions(survey.functions());
    Instant at =
        survey.createdAt() > 0 ? Instant.ofEpochSecond(survey.createdAt()) : Server.now(connection);
    return new Cut(server.product(), name(), position, at, null);
  }

  private boolean check(Spool spool) {
    try {
      return RdbSurvey.check(spool);
    } catch (RdbException e) {
      throw new StoreException(
          Reason.BAD_BYTES,
          "the RDB that %s sent is damaged: %s".formatted(connector.label(), e.getMessage()),
          "Run it again; if that does not help, see the server's log.",
          e);
    }
  }

  /// An RDB holds all databases.
  private void keepUnlessOthers(Spool spool, RdbSurvey survey) {
    if (survey.keysByDatabase().keySet().stream().allMatch(this::isWanted)) {
      keep(spool);
    } else {
      found
          .notes()
          .add("the RDB itself is left out: it also holds databases that are not asked for");
    }
  }

  private void keep(Spool spool) {
    found.add(new Chunk("dump.rdb", "rdb", "", spool.size()), new Portion.Rdb(spool));
  }

  private void section(Spool spool, Section part) {
    String range = part.from() + "-" + part.to();
    found.add(
        chunk(part.database(), range, part.to() - part.from()), new Portion.OfRdb(spool, part));
  }

  private Chunk chunk(long database, String range, long weightBytes) {
    String file = "db%d/keys-%06d.resp".formatted(database, found.chunks().size() + 1);
    return new Chunk(file, "db" + database, range, weightBytes);
  }

  private Cut listed(Connection connection, Server server, String reason) {
    Instant at = Server.now(connection);
    long allKeys = server.databases().stream().mapToLong(server::keys).sum();
    long memory = server.memoryBytes() / Math.max(1, allKeys);
    for (long database : server.databases()) {
      if (isWanted(database)) {
        KeyList keys = KeyList.scan(connection, database, server.keys(database), calls);
        held.add(keys::close);
        keys.lists().forEach(names -> list(database, names, memory));
      }
    }
    connection.select(0);
    return new Cut(
        server.product(),
        name(),
        null,
        at,
        "the keys were read one after the other while they may have changed, because " + reason);
  }

  private void list(long database, KeyList.Names names, long bytesOfAKey) {
    String range = "%,d keys".formatted(names.count());
    found.add(
        chunk(database, range, names.count() * bytesOfAKey), new Portion.Listed(database, names));
  }

  private String name() {
    return wanted() == null ? "all databases" : Objects.toString(wanted());
  }
}
