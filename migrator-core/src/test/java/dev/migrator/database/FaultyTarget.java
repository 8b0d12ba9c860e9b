package dev.migrator.database;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A target of which one call fails, before or after it has done its work.
public final class FaultyTarget implements DatabaseTarget {
  private final DatabaseTarget target;
  private final Reason reason;
  private final int failing;
  private final Moment moment;
  private final AtomicInteger calls = new AtomicInteger();

  public enum Moment {
    BEFORE,
    /// Its work is done and its answer lost.
    AFTER
  }

  /// @param failing number of the call that fails, from 1
  public FaultyTarget(DatabaseTarget target, int failing, Reason reason, Moment moment) {
    this.target = target;
    this.failing = failing;
    this.reason = reason;
    this.moment = moment;
  }

  /// Whether that call was made.
  public boolean hasFailed() {
    return calls.get() >= failing;
  }

  private void call(Runnable work) {
    boolean fails = calls.incrementAndGet() == failing;
    if (fails && moment == Moment.BEFORE) {
      throw failure();
    }
    work.run();
    if (fails) {
      throw failure();
    }
  }

  private StoreException failure() {
    return new StoreException(reason, "planted failure", "Do nothing.", null);
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
    call(target::prepare);
  }

  @Override
  public long load(SavedPart part) {
    long[] rows = new long[1];
    call(() -> rows[0] = target.load(part));
    return rows[0];
  }

  @Override
  public List<Runnable> builds() {
    return target.builds().stream().<Runnable>map(build -> () -> call(build)).toList();
  }

  @Override
  public void complete() {
    call(target::complete);
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
    RowsHash[] hash = new RowsHash[1];
    call(() -> hash[0] = target.read(chunk));
    return hash[0];
  }

  @Override
  public void compareObjects() {
    call(target::compareObjects);
  }

  @Override
  public void finish() {
    call(target::finish);
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
