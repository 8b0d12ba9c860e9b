package dev.migrator.snapshot;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summarizingLong;

import dev.migrator.bundle.Commit.Part;
import dev.migrator.bundle.CutWriter;
import dev.migrator.bundle.PartWriter;
import dev.migrator.database.Chunk;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.Document;
import dev.migrator.database.Omission;
import dev.migrator.database.OpenCut;
import dev.migrator.database.OpenCut.ByteSink;
import dev.migrator.database.RowsHash;
import dev.migrator.engine.SourceProgress;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.plan.Piece;
import dev.migrator.store.resilient.Retries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One database while it is captured. Where its instant is lost, as by a failover, it is begun
/// again by itself. Safe for many threads at once.
final class DatabaseRun implements AutoCloseable {
  private static final int MOST_CUTS = 5;

  private final String name;
  private final String kind;
  private final DatabaseSource source;
  private final Retries retries;
  private final Run run;
  private final SourceProgress progress;
  private final int workers;
  private final AtomicReference<@Nullable StoreException> cause = new AtomicReference<>();
  private final AtomicReference<@Nullable Opened> current = new AtomicReference<>();
  private final AtomicInteger cuts = new AtomicInteger();
  private volatile List<Piece> pieces = List.of();
  private volatile @Nullable Instant openedAt;
  private volatile @Nullable EarlyCuts whole;

  /// @param left parts that are neither sealed nor lost
  private record Opened(OpenCut cut, CutWriter writer, AtomicInteger left) {}

  DatabaseRun(
      String name, String kind, DatabaseSource source, Retries retries, Run run, int workers) {
    this.retries = retries;
    this.name = name;
    this.kind = kind;
    this.source = source;
    this.run = run;
    this.progress = run.progress.of(name);
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
    progress.over();
  }

  @Nullable StoreException cause() {
    return cause.get();
  }

  private boolean isOver() {
    return cause.get() != null || run.isHalted();
  }

  /// Begins a cut and hands out its parts.
  void open() {
    openedAt = run.clock.instant();
    try {
      OpenCut cut = ask(() -> source.open(workers));
      if (cut != null) {
        begin(cut);
      }
    } catch (InterruptedRunException e) {
      if (run.isAborted()) {
        throw e;
      } // else nothing of it is begun
    }
  }

  /// Asks until the database answers; stops it where it does not.
  ///
  /// @return null if nothing more is to be asked
  private <T> @Nullable T ask(Supplier<T> question) {
    try {
      return isOver() ? null : retries.call(question);
    } catch (StoreException e) {
      failed(e);
      return null;
    }
  }

  /// A failure of a run that is to stop is none of the database's.
  private void failed(StoreException failure) {
    if (!run.isHalted()) {
      stop(failure);
    }
  }

  private void begin(OpenCut cut) {
    CutWriter writer = run.writer.cut(name);
    List<Chunk> chunks = cut.chunks();
    Opened opened = new Opened(cut, writer, new AtomicInteger(chunks.size()));
    current.set(opened);
    pieces = pieces(chunks);
    cuts.incrementAndGet();
    List<String> documents = new ArrayList<>(write(writer, cut.documents()));
    documents.add(writer.recoveryText(kind));
    tell(opened, new Event.CutOpened(cut, writer, documents));
    progress.expect(chunks.size(), chunks.stream().mapToLong(Chunk::weightBytes).sum());
    progress.counted();
    chunks.forEach(chunk -> run.queue.put(new Unit.Copy(name, writer.number(), chunk)));
    if (chunks.isEmpty()) {
      end(opened);
    }
  }

  private static List<Piece> pieces(List<Chunk> chunks) {
    Map<String, LongSummaryStatistics> byTable =
        chunks.stream()
            .collect(
                groupingBy(Chunk::table, LinkedHashMap::new, summarizingLong(Chunk::weightBytes)));
    List<String> tables = List.copyOf(byTable.keySet());
    List<Piece> pieces = new ArrayList<>();
    byTable.forEach((table, weight) -> {
      int next = pieces.size() + 1;
      String to = next < tables.size() ? tables.get(next) : "";
      pieces.add(new Piece(table, to, weight.getCount(), weight.getSum()));
    });
    return pieces;
  }

  /// Its tables, in the order in which they are taken; empty before it is opened.
  List<Piece> pieces() {
    return pieces;
  }

  private static List<String> write(CutWriter writer, List<Document> documents) {
    return documents.stream().map(writer::document).toList();
  }

  /// Copies one part, unless its cut was given up.
  void copy(Unit.Copy unit) {
    Opened opened = current.get();
    if (isOver() || opened == null || opened.writer.number() != unit.cut()) {
      return;
    }
    try {
      Part part = retries.call(() -> copied(opened, unit.chunk()));
      tell(opened, new Event.PartSealed(part));
      done(opened, unit.chunk());
    } catch (PlaceFailure e) {
      throw e.failure();
    } catch (SourceFailure e) {
      beginAgain(opened, e.failure());
    } catch (InterruptedRunException e) {
      if (run.isAborted()) {
        throw e;
      } // else this part is left
    } catch (StoreException e) {
      lose(opened, unit.chunk(), e);
    }
  }

  /// @throws SourceFailure if the cut is lost
  private Part copied(Opened opened, Chunk chunk) {
    try (PartWriter file = atPlace(() -> opened.writer.part(chunk))) {
      RowsHash hash = opened.cut.copy(chunk, new Passing(file));
      return atPlace(() -> file.finish(hash));
    } catch (StoreException e) {
      throw e.reason().isTransient() && !opened.cut.isAlive() ? new SourceFailure(e) : e;
    }
  }

  /// To the bundle, as long as the run goes on.
  private final class Passing implements ByteSink {
    private final PartWriter file;

    Passing(PartWriter file) {
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      pass(() -> file.write(bytes, offset, length));
    }

    @Override
    public void store(byte[] bytes, int offset, int length) {
      pass(() -> file.store(bytes, offset, length));
    }

    private void pass(Runnable write) {
      run.throwIfHalted();
      var _ =
          atPlace(() -> {
            write.run();
            return file;
          });
    }
  }

  /// A failure of the bundle's place is none of the database's.
  private static <T> T atPlace(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreException e) {
      throw new PlaceFailure(e);
    }
  }

  private void lose(Opened opened, Chunk chunk, StoreException failure) {
    if (failure.reason() == Reason.ACCOUNT_GONE
        || failure.reason() == Reason.NO_SUCH_STORE
        || run.isHalted()) {
      failed(failure);
      return;
    }
    String reason = String.valueOf(failure.getMessage());
    Omission omission = new Omission("table " + chunk.table(), OpenCut.codeOf(failure), reason);
    tell(opened, new Event.PartLost(chunk, omission));
    run.progress.gap();
    done(opened, chunk);
  }

  private void done(Opened opened, Chunk chunk) {
    progress.done(1, chunk.weightBytes());
    if (opened.left.decrementAndGet() == 0) {
      end(opened);
    }
  }

  private void end(Opened opened) {
    OpenCut.Ending ending = ask(opened.cut::end);
    Instant from = openedAt;
    if (ending != null && from != null) {
      whole = new EarlyCuts(from, Duration.between(from, run.clock.instant()));
      tell(opened, new Event.CutEnded(ending, write(opened.writer, ending.documents())));
    }
  }

  /// Of a cut that came to its end in this run.
  Optional<EarlyCuts> whole() {
    return Optional.ofNullable(whole);
  }

  private void beginAgain(Opened lost, StoreException failure) {
    if (!current.compareAndSet(lost, null)) {
      return; // another thread has seen it first
    }
    lost.cut.close();
    SourceProgress.View given = progress.view();
    progress.passed(given.objectsLeft(), given.bytesLeft());
    run.progress.retry(
        "%s is begun again, its snapshot is gone: %s".formatted(name, failure.getMessage()));
    if (cuts.get() < MOST_CUTS) {
      run.queue.put(new Unit.Opening(name));
    } else {
      stop(failure);
    }
  }

  private void tell(Opened opened, Event.Happening happening) {
    run.events.add(new Event.OfCut(name, opened.writer.number(), happening));
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
