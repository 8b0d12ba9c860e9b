package dev.migrator.database;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A source of which one call fails.
public final class FaultyDatabase implements DatabaseSource {
  private final DatabaseSource source;
  private final Reason reason;
  private final int failing;
  private final Mode mode;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicBoolean failed = new AtomicBoolean();

  /// What the failure takes with it.
  public enum Mode {
    CALL,
    /// The cut it belongs to.
    CUT,
    /// All that comes after.
    SOURCE
  }

  /// @param failing number of the call that fails, from 1
  public FaultyDatabase(DatabaseSource source, int failing, Reason reason, Mode mode) {
    this.source = source;
    this.failing = failing;
    this.reason = reason;
    this.mode = mode;
  }

  /// Whether that call was made.
  public boolean hasFailed() {
    return failed.get();
  }

  private void call() {
    int number = calls.incrementAndGet();
    if (number == failing || (mode == Mode.SOURCE && number > failing)) {
      failed.set(true);
      throw new StoreException(reason, "planted failure", "Do nothing.", null);
    }
  }

  @Override
  public String label() {
    return source.label();
  }

  @Override
  public void greet() {
    source.greet();
  }

  @Override
  public OpenCut open(int readers) {
    call();
    return new FaultyCut(source.open(readers));
  }

  @Override
  public void close() {
    source.close();
  }

  private final class FaultyCut implements OpenCut {
    private final OpenCut cut;
    private final AtomicBoolean alive = new AtomicBoolean(true);

    FaultyCut(OpenCut cut) {
      this.cut = cut;
    }

    @Override
    public Cut cut() {
      return cut.cut();
    }

    @Override
    public List<Document> documents() {
      return cut.documents();
    }

    @Override
    public List<Chunk> chunks() {
      return cut.chunks();
    }

    @Override
    public List<Omission> omissions() {
      return cut.omissions();
    }

    @Override
    public List<Withheld> withheld() {
      return cut.withheld();
    }

    @Override
    public List<String> notes() {
      return cut.notes();
    }

    @Override
    public RowsHash copy(Chunk chunk, ByteSink sink) {
      sink.write(new byte[] {'x'}, 0, 0);
      try {
        call();
      } catch (StoreException e) {
        alive.compareAndSet(true, mode == Mode.CALL);
        throw e;
      }
      return cut.copy(chunk, sink);
    }

    @Override
    public boolean isAlive() {
      return alive.get();
    }

    @Override
    public Ending end() {
      call();
      return cut.end();
    }

    @Override
    public void close() {
      cut.close();
    }
  }
}
