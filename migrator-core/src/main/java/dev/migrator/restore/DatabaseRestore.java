package dev.migrator.restore;

import dev.migrator.bundle.Commit.DatabaseCut;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.database.Chunk;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.DatabaseTarget.Problem;
import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import dev.migrator.database.TableFilter;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.error.UsageException;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.store.ObjectTarget.Loss;
import dev.migrator.store.resilient.Retries;
import dev.migrator.store.resilient.RetryPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/// Restores a database: what comes before the rows, the rows in parallel, what comes after them;
/// then reads every row back and compares.
final class DatabaseRestore implements SourceRestore {
  /// A server works for each of them; more than its cores can bear only hold memory.
  private static final int CONNECTIONS =
      Math.clamp(2L * Runtime.getRuntime().availableProcessors(), 4, 8);

  private final Run run;
  private final String source;
  private final DatabaseTarget target;
  private final Creation creation;
  private final TableFilter only;
  private final SavedCut saved;
  private final DatabaseCut cut;
  private final List<SavedPart> parts;
  private final Tally tally = new Tally();
  private final Retries retries;
  private final int workers;

  DatabaseRestore(
      Run run,
      List<String> only,
      String source,
      SourceState state,
      DatabaseTarget target,
      Creation creation) {
    this.run = run;
    this.source = source;
    this.target = target;
    this.creation = creation;
    this.only = filter(only, state.kind());
    this.workers = Math.min(run.workers(), CONNECTIONS);
    this.retries = Retries.of(RetryPolicy.DEFAULT, workers, run);
    this.saved = run.bundle().cut(run.commit(), source, this.only::accepts);
    this.parts = new ArrayList<>(saved.parts());
    this.cut = state.bestCut().orElseThrow();
    parts.sort(Comparator.comparingLong(SavedPart::sizeBytes).reversed());
  }

  private static TableFilter filter(List<String> only, String kind) {
    boolean hasSchemas = DatabaseAddress.KINDS_WITH_SCHEMAS.contains(kind);
    try {
      return hasSchemas ? TableFilter.ofSchemas(only, List.of()) : new TableFilter(only, List.of());
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--only %s is no pattern for tables".formatted(e.getMessage()),
          "Write %s, with * for any characters.".formatted(hasSchemas ? "SCHEMA.TABLE" : "TABLE"),
          e);
    }
  }

  @Override
  public void look() {
    target.examine(saved, creation).foretold().forEach(this::foretell);
    tally.withheld.addAll(cut.withheld());
  }

  private void foretell(Problem problem) {
    tally.losses.addOfStore(List.of(new Loss(problem.what(), problem.reason())));
  }

  @Override
  public Forecast foretell() {
    long rows = parts.stream().mapToLong(part -> part.hash().rows()).sum();
    long bytes = parts.stream().mapToLong(SavedPart::sizeBytes).sum();
    run.progress().expect(parts.size(), bytes);
    cut.pending().stream()
        .filter(only::accepts)
        .forEach(table -> tally.withoutBytes.add(table, "it was not captured, or not all of it"));
    return new Forecast(
        target.label(),
        Forecast.Unit.ROWS,
        rows,
        bytes,
        cut.pending().size(),
        OptionalLong.empty(),
        tally.losses.counts());
  }

  @Override
  public void requireSpace() {
    // a database does not tell
  }

  @Override
  public void restore() {
    retries.run(target::prepare);
    run.halt().check();
    inParallel(parts, this::load);
    run.halt().check();
    inParallel(target.builds(), retries::run);
    run.halt().check();
    retries.run(target::complete);
    run.halt().check();
    compare();
    retries.run(target::compareObjects);
    settle();
  }

  private <T> void inParallel(List<T> items, java.util.function.Consumer<T> task) {
    Queue<T> queue = new ConcurrentLinkedQueue<>(items);
    Crew.forEach(queue::poll, workers, run.halt(), task);
  }

  private void load(SavedPart part) {
    try {
      long loaded = retries.call(() -> target.load(part));
      tally.written.add(loaded);
      tally.alreadyThere.add(part.hash().rows() - loaded);
    } catch (BundleDamagedException e) {
      tally.damaged.add(part.table(), String.valueOf(e.getMessage()));
    } catch (StoreException e) {
      if (e.reason() == Reason.UNAVAILABLE || e.reason() == Reason.ACCOUNT_GONE) {
        throw e;
      }
      tally.differences.add(part.table(), String.valueOf(e.getMessage()));
    }
    run.progress().done(1, part.sizeBytes());
  }

  private void compare() {
    RowsComparison comparison = new RowsComparison(parts, retries.call(target::partitions));
    List<Chunk> chunks = target.readBack(comparison.tables(), workers);
    run.progress().expect(chunks.size(), chunks.stream().mapToLong(Chunk::weightBytes).sum());
    inParallel(
        chunks,
        chunk -> {
          comparison.found(chunk.table(), retries.call(() -> target.read(chunk)));
          run.progress().done(1, chunk.weightBytes());
        });
    parts.forEach(part -> tally.comparedBytes.add(part.sizeBytes()));
    comparison.tell(tally);
  }

  /// Where all is there, nothing of ours stays; else another run goes on.
  private void settle() {
    tell(Problem.Kind.DIFFERENCE);
    if (tally.differences.noted().count() + tally.damaged.noted().count() == 0) {
      retries.run(target::finish);
    }
    tell(Problem.Kind.LOSS);
  }

  private void tell(Problem.Kind kind) {
    for (Problem problem : target.problems()) {
      if (problem.kind() == kind) {
        switch (kind) {
          case LOSS -> foretell(problem);
          case DIFFERENCE -> tally.differences.add(problem.what(), problem.reason());
        }
      }
    }
  }

  @Override
  public SourceReport report() {
    LongAdder gaps = new LongAdder();
    run.bundle().gaps(run.commit(), source, gap -> gaps.increment());
    return tally.report(target.label(), gaps.sum());
  }

  @Override
  public void close() {
    target.close();
  }
}
