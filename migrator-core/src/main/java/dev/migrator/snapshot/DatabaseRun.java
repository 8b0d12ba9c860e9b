package dev.migrator.snapshot;

import dev.migrator.bundle.CutWriter;
import dev.migrator.bundle.PartWriter;
import dev.migrator.database.Chunk;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.Document;
import dev.migrator.database.Omission;
import dev.migrator.database.OpenCut;
import dev.migrator.database.RowsHash;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One database while it is captured. Where its instant is lost, as by a failover, it is begun
/// again by itself. Safe for many threads at once.
final class DatabaseRun implements AutoCloseable {
  private static final int MOST_CUTS = 5;
  private static final int MOST_TRIES = 4;
  private static final long FIRST_WAIT_MILLIS = 200;

  private final String name;
  private final String kind;
  private final DatabaseSource source;
  private final Run run;
  private final int workers;
  private final AtomicReference<@Nullable StoreException> cause = new AtomicReference<>();
  private final AtomicReference<@Nullable Opened> current = new AtomicReference<>();
  private final AtomicInteger cuts = new AtomicInteger();

  /// @param left parts that are neither sealed nor lost
  private record Opened(OpenCut cut, CutWriter writer, AtomicInteger left) {}

  DatabaseRun(String name, String kind, DatabaseSource source, Run run, int workers) {
    this.name = name;
    this.kind = kind;
    this.source = source;
    this.run = run;
    this.workers = workers;
  }

  String name() {
    return name;
  }

  /// Throws where the database does not answer.
  void greet() {
    source.greet();
  }

  /// Nothing more is asked of it. The first cause stays.
  void stop(StoreException failure) {
    cause.compareAndSet(null, failure);
  }

  @Nullable StoreException cause() {
    return cause.get();
  }

  private boolean isOver() {
    return cause.get() != null || run.isHalted();
  }

  /// Begins a cut and hands out its parts.
  void open() throws InterruptedException {
    OpenCut cut = ask(() -> source.open(workers));
    if (cut != null) {
      begin(cut);
    }
  }

  private void begin(OpenCut cut) throws InterruptedException {
    CutWriter writer = run.writer.cut(name);
    List<Chunk> chunks = cut.chunks();
    Opened opened = new Opened(cut, writer, new AtomicInteger(chunks.size()));
    current.set(opened);
    cuts.incrementAndGet();
    List<String> documents = new ArrayList<>(write(writer, cut.documents()));
    documents.add(writer.recoveryText(kind));
    tell(opened, new Event.CutOpened(cut, writer, documents));
    run.progress.expect(chunks.size(), chunks.stream().mapToLong(Chunk::weightBytes).sum());
    chunks.forEach(chunk -> run.queue.put(new Unit.Copy(name, writer.number(), chunk)));
    if (chunks.isEmpty()) {
      end(opened);
    }
  }

  private static List<String> write(CutWriter writer, List<Document> documents) {
    return documents.stream().map(writer::document).toList();
  }

  /// Copies one part, unless its cut was given up.
  void copy(Unit.Copy unit) throws InterruptedException {
    Opened opened = current.get();
    if (opened == null || opened.writer.number() != unit.cut()) {
      return;
    }
    for (int tries = 1; !isOver() && opened.equals(current.get()); tries++) {
      try {
        copy(opened, unit.chunk());
        return;
      } catch (InterruptedRunException e) {
        if (run.isAborted()) {
          throw e;
        } // else this part is left, and the loop sees that it is over
      } catch (SourceFailure e) {
        if (!opened.cut.isAlive()) {
          beginAgain(opened, e.failure());
        } else if (!mayTryAgain(e.failure(), tries)) {
          lose(opened, unit.chunk(), e.failure());
          return;
        }
      }
    }
  }

  private void copy(Opened opened, Chunk chunk) throws InterruptedException {
    try (PartWriter file = opened.writer.part(chunk)) {
      RowsHash hash;
      try {
        hash = opened.cut.copy(chunk, (bytes, offset, length) -> pass(file, bytes, offset, length));
      } catch (StoreException e) {
        throw new SourceFailure(e);
      }
      tell(opened, new Event.PartSealed(file.finish(hash)));
    } catch (PlaceFailure e) {
      throw e.failure();
    }
    done(opened, chunk);
  }

  /// A failure of the bundle's place is none of the database's.
  private void pass(PartWriter file, byte[] bytes, int offset, int length) {
    run.throwIfHalted();
    try {
      file.write(bytes, offset, length);
    } catch (StoreException e) {
      throw new PlaceFailure(e);
    }
  }

  private void lose(Opened opened, Chunk chunk, StoreException failure)
      throws InterruptedException {
    String reason = String.valueOf(failure.getMessage());
    Omission omission = new Omission("table " + chunk.table(), OpenCut.codeOf(failure), reason);
    tell(opened, new Event.PartLost(chunk, omission));
    run.progress.gap();
    done(opened, chunk);
  }

  private void done(Opened opened, Chunk chunk) throws InterruptedException {
    run.progress.done(1, chunk.weightBytes());
    if (opened.left.decrementAndGet() == 0) {
      end(opened);
    }
  }

  private void end(Opened opened) throws InterruptedException {
    OpenCut.Ending ending = ask(opened.cut::end);
    if (ending != null) {
      tell(opened, new Event.CutEnded(ending, write(opened.writer, ending.documents())));
    }
  }

  /// Asks the database until it answers; stops it where it does not.
  ///
  /// @return null if nothing more is to be asked
  private <T> @Nullable T ask(Supplier<T> question) throws InterruptedException {
    for (int tries = 1; !isOver(); tries++) {
      try {
        return question.get();
      } catch (StoreException e) {
        if (!mayTryAgain(e, tries)) {
          stop(e);
        }
      }
    }
    return null;
  }

  private void beginAgain(Opened lost, StoreException failure) {
    if (!current.compareAndSet(lost, null)) {
      return; // another thread has seen it first
    }
    lost.cut.close();
    run.progress.retry(
        "%s is begun again, its snapshot is gone: %s".formatted(name, failure.getMessage()));
    if (cuts.get() < MOST_CUTS) {
      run.queue.put(new Unit.Opening(name));
    } else {
      stop(failure);
    }
  }

  private boolean mayTryAgain(StoreException failure, int tries) throws InterruptedException {
    if (failure.reason() == Reason.ACCOUNT_GONE || failure.reason() == Reason.NO_SUCH_STORE) {
      stop(failure);
      return true; // and sees that it is over
    }
    if (!failure.reason().isTransient() || tries >= MOST_TRIES) {
      return false;
    }
    run.retrying(failure);
    Thread.sleep(Duration.ofMillis(FIRST_WAIT_MILLIS << (2 * tries)));
    return true;
  }

  private void tell(Opened opened, Event.Happening happening) {
    run.events.accept(new Event.OfCut(name, opened.writer.number(), happening));
  }

  @Override
  public void close() {
    Opened opened = current.get();
    if (opened != null) {
      opened.cut.close();
    }
    source.close();
  }
}
