package dev.migrator.database.redis;

import dev.migrator.database.Chunk;
import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.RowsHash;
import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A server of Redis or Valkey, or one database of it, to be restored to. Keys are written by the
/// commands that make them; the RDB of a bundle is not touched.
public final class RedisTarget implements DatabaseTarget {
  private final Connector connector;
  private final Pool pool;
  private final Problems problems = new Problems();
  private @Nullable Restoration restoration;

  /// What is being restored.
  private record Restoration(
      SavedCut saved,
      Server server,
      Placement placement,
      Ledger ledger,
      Libraries libraries,
      Users users,
      Map<String, SavedPart> byFile) {}

  public RedisTarget(RedisAddress address) {
    this.connector = new Connector(address);
    this.pool = new Pool(connector);
  }

  private Restoration restoration() {
    return Objects.requireNonNull(restoration, "examine comes first");
  }

  @Override
  public String label() {
    return connector.label();
  }

  /// A database of Redis is always there: nothing is to be created.
  @Override
  public Examination examine(SavedCut saved, Creation creation) {
    Placement placement = Placement.of(saved, connector.address().database(), label());
    Libraries all = Libraries.parse(saved.document(Documents.FUNCTIONS).orElse(new byte[0]));
    Users users = Users.parse(saved.document(Documents.USERS).orElse(new byte[0]));
    Map<String, SavedPart> byFile = new HashMap<>();
    saved.parts().forEach(part -> byFile.put(part.file(), part));
    return pool.use(connection -> {
      Server server = Server.ask(connection);
      Libraries libraries = Libraries.fit(server) ? all : new Libraries(List.of());
      restoration =
          new Restoration(
              saved, server, placement, new Ledger(placement.first()), libraries, users, byFile);
      return new Preflight(connection, server, saved, placement, all, label()).run();
    });
  }

  @Override
  public void prepare() {
    run(connection -> restoration().ledger.open(connection, restoration().saved.id()));
  }

  private interface Use {
    void with(Connection connection);
  }

  private void run(Use task) {
    pool.<@Nullable Object>use(connection -> {
      task.with(connection);
      return null;
    });
  }

  @Override
  public long load(SavedPart part) {
    if (part.table().equals(Placement.RDB)) {
      return 0;
    }
    return pool.use(connection -> load(connection, part));
  }

  private long load(Connection connection, SavedPart part) {
    Restoration what = restoration();
    if (what.ledger.isDone(connection, part.file())) {
      return 0;
    }
    connection.select(what.placement.of(part.table()));
    if (new Load(connection, what.server, problems).run(part)) {
      what.ledger.done(connection, part.file());
    }
    return part.hash().rows();
  }

  @Override
  public List<Runnable> builds() {
    return List.of();
  }

  @Override
  public void complete() {
    run(connection -> {
      restoration().libraries.load(connection, problems);
      restoration().users.make(connection, problems);
    });
  }

  /// The same parts: their keys are asked for by name.
  @Override
  public List<Chunk> readBack(Set<String> tables, int readers) {
    return restoration().byFile.values().stream()
        .filter(part -> tables.contains(part.table()) && !part.table().equals(Placement.RDB))
        .map(part -> new Chunk(part.file(), part.table(), "", part.sizeBytes()))
        .sorted(Comparator.comparingLong(Chunk::weightBytes).reversed())
        .toList();
  }

  @Override
  public RowsHash read(Chunk chunk) {
    SavedPart part = Objects.requireNonNull(restoration().byFile.get(chunk.file()), chunk.file());
    return pool.use(connection -> {
      connection.select(restoration().placement.of(part.table()));
      return new ReadBack(connection, restoration().server, problems).run(part);
    });
  }

  @Override
  public void compareObjects() {
    run(connection -> {
      restoration().libraries.compare(connection, problems);
      restoration().users.compare(connection, problems);
      restoration()
          .placement
          .byNumber()
          .forEach((number, table) -> others(connection, number, table));
    });
  }

  /// Keys that were not written by us.
  private void others(Connection connection, long number, String table) {
    Restoration what = restoration();
    long ours =
        what.byFile.values().stream()
            .filter(part -> part.table().equals(table))
            .mapToLong(part -> part.hash().rows())
            .sum();
    connection.select(number);
    long there = connection.call(Command.of("DBSIZE")).number();
    long account = what.ledger.database() == number ? 1 : 0;
    if (there > ours + account) {
      problems.difference(
          "database " + number,
          "it holds %,d keys that are not of the bundle".formatted(there - ours - account));
    }
  }

  @Override
  public void finish() {
    run(restoration().ledger::drop);
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
