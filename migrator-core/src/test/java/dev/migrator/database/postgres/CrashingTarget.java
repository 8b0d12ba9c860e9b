package dev.migrator.database.postgres;

import dev.migrator.database.Chunk;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.RowsHash;
import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Has its server crash once, in the middle of a restore: `kill -9` to a process of it, which makes
/// it throw away what it shares in memory, and recover from its disk. Until then the process that
/// writes behind the commits that did not wait is stopped, so that all of those are lost.
final class CrashingTarget implements DatabaseTarget {
  private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(30);

  private final DatabaseTarget target;
  private final OddDatabase database;
  private final Moment moment;
  private boolean hasCrashed;
  private int lostSteps;

  enum Moment {
    /// All parts are loaded.
    LOADED,
    /// The indexes are built, too.
    BUILT
  }

  CrashingTarget(OddDatabase database, Moment moment) {
    this.target = new PostgresTarget(database.address());
    this.database = database;
    this.moment = moment;
  }

  /// How many steps that were committed are not there after the crash.
  int lostSteps() {
    return lostSteps;
  }

  private void crashAt(Moment now) {
    if (now == moment && !hasCrashed) {
      hasCrashed = true;
      int before = steps();
      crash();
      lostSteps = before - steps();
    }
  }

  private int steps() {
    return Integer.parseInt(
        database.query("SELECT count(*)::text FROM migrator_restore.done").getFirst());
  }

  private void crash() {
    long writer = writer();
    signal("KILL", writer);
    long end = System.nanoTime() + LONGEST_RECOVERY.toNanos();
    while (hasNotRecovered(writer)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the server does not recover");
      }
      Thread.onSpinWait();
    }
  }

  private static void signal(String name, long process) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process)).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long writer() {
    return Long.parseLong(
        database
            .query("SELECT pid::text FROM pg_stat_activity WHERE backend_type = 'walwriter'")
            .getFirst());
  }

  private boolean hasNotRecovered(long writer) {
    try {
      return writer() == writer;
    } catch (RuntimeException e) {
      return true; // it does not answer yet
    }
  }

  @Override
  public String label() {
    return target.label();
  }

  @Override
  public Examination examine(SavedCut saved, Creation creation) {
    return target.examine(saved, creation);
  }

  @Override
  public void prepare() {
    target.prepare();
    signal("STOP", writer());
  }

  @Override
  public long load(SavedPart part) {
    return target.load(part);
  }

  @Override
  public List<Runnable> builds() {
    crashAt(Moment.LOADED);
    return target.builds();
  }

  @Override
  public void complete() {
    crashAt(Moment.BUILT);
    target.complete();
  }

  @Override
  public Map<String, String> partitions() {
    return target.partitions();
  }

  @Override
  public List<Chunk> readBack(Set<String> tables, int readers) {
    return target.readBack(tables, readers);
  }

  @Override
  public RowsHash read(Chunk chunk) {
    return target.read(chunk);
  }

  @Override
  public void compareObjects() {
    target.compareObjects();
  }

  @Override
  public void finish() {
    target.finish();
  }

  @Override
  public List<Problem> problems() {
    return target.problems();
  }

  @Override
  public void close() {
    target.close();
  }
}
