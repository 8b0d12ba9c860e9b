package dev.migrator.snapshot;

import dev.migrator.bundle.BundleWriter;
import dev.migrator.bundle.Commit;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.engine.Cutoff;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.snapshot.Outlooks.Counting;
import dev.migrator.store.resilient.RetryPolicy;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;

/// Captures the sources of an estate into a bundle: takes the bundle, asks each source about
/// itself, captures its key ranges or tables in parallel, and commits what is sealed at least every
/// 30 seconds.
public final class Snapshots {
  private static final long DEFAULT_VOLUME_BYTES = 1L << 30;

  private final Openers openers;
  private final RetryPolicy retries;
  private final Clock clock;

  public Snapshots(Openers openers, RetryPolicy retries, Clock clock) {
    this.openers = openers;
    this.retries = retries;
    this.clock = clock;
  }

  /// Takes a snapshot, or goes on with one that did not finish.
  ///
  /// When it returns, all that was captured is committed. It returns also where sources stopped
  /// answering or `stop` was set; what is missing is named in the bundle then, and another run goes
  /// on from there.
  ///
  /// @throws dev.migrator.error.BundleInUseException if another run holds the bundle
  /// @throws dev.migrator.error.SpaceException if the bundle's place is full; what was sealed is
  ///   committed, and the message says how many bytes are needed
  /// @throws dev.migrator.error.StoreException if the bundle's place fails, or if there is nothing
  ///   yet and no source answers
  public SnapshotResult run(
      SnapshotRequest request, BundleStore bundle, Progress progress, StopSignal stop) {
    Ended first = ended(request, bundle, progress, stop);
    SnapshotResult all = first.result;
    if (first.isWorthASecond(clock.instant()) && !stop.isStopped()) {
      SnapshotRequest again = request.ofDatabases(first.cutoff.deadline());
      all = all.followedBy(ended(again, bundle, progress, stop).result);
    }
    return all.noting(left -> Continuation.leave(bundle, request.estate(), left));
  }

  private record Ended(SnapshotResult result, Optional<EarlyCuts> cuts, Cutoff cutoff) {
    boolean isWorthASecond(Instant now) {
      return result.finished()
          && cuts.isPresent()
          && cuts.get().areWorthASecond(now, cutoff.left());
    }
  }

  private Ended ended(
      SnapshotRequest request, BundleStore bundle, Progress progress, StopSignal stop) {
    return run(
        request,
        bundle,
        progress,
        stop,
        Counting.of(request),
        (result, outlooks) -> new Ended(result, outlooks.earlyCuts(), outlooks.cutoff()));
  }

  /// As the public one.
  ///
  /// @param ending is asked at the end, while the sources are still open
  <T> T run(
      SnapshotRequest request,
      BundleStore bundle,
      Progress progress,
      StopSignal stop,
      Counting counting,
      BiFunction<SnapshotResult, Outlooks, T> ending) {
    progress.phase("opening the bundle");
    long volumeBytes = request.estate().volumeBytes().orElse(DEFAULT_VOLUME_BYTES);
    var settings = new BundleWriter.Settings(volumeBytes);
    try (BundleWriter writer = BundleWriter.open(bundle, request.estate().name(), settings)) {
      String id = runId(writer.head());
      Cutoff cutoff = new Cutoff(clock, request.deadline());
      progress.until(cutoff);
      Run run = new Run(id, writer, volumeBytes, progress, stop, cutoff, clock, request.estate());
      try (Sources sources = Sources.open(request, writer.head(), openers, retries, run);
          Outlooks outlooks = new Outlooks(run, sources, request.workers(), counting)) {
        DeadlineFile moves = new DeadlineFile(bundle);
        SnapshotResult result =
            new Coordinator(run, sources, request.workers(), moves, outlooks).run();
        return ending.apply(result, outlooks);
      }
    }
  }

  /// A new name, or that of the run that did not finish.
  private String runId(Optional<Commit> head) {
    if (head.isPresent() && !head.get().finished()) {
      return head.get().run();
    }
    String second = Instant.ofEpochSecond(clock.instant().getEpochSecond()).toString();
    return second + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
  }
}
