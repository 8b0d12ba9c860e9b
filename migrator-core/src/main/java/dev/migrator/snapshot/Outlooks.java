package dev.migrator.snapshot;

import dev.migrator.engine.Cutoff;
import dev.migrator.error.StoreException;
import dev.migrator.plan.Piece;
import dev.migrator.plan.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps the forecast of a run that has a deadline up to date. Only for the thread that commits.
final class Outlooks implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private static final Duration COUNT_LOOK = Duration.ofMillis(100);

  private final Run run;
  private final Sources sources;
  private final Counting counting;
  private final LookAhead ahead;
  private final AgeLimits limits;
  private @Nullable Census census;
  private long beganNanos;
  private long observedAtNanos;

  /// Whether stores are counted ahead of those that capture them.
  enum Counting {
    AHEAD,
    NONE;

    /// Where one request at a time is asked for, there is no room for it.
    static Counting of(SnapshotRequest request) {
      return request.requestsInFlight() > 1 ? AHEAD : NONE;
    }
  }

  /// @param workers units under way at one time
  Outlooks(Run run, Sources sources, int workers, Counting counting) {
    this.counting = counting;
    this.run = run;
    this.sources = sources;
    this.ahead = new LookAhead(workers);
    this.limits = new AgeLimits(run, sources.storeRecords(), ahead);
    for (String name : sources.names()) {
      ahead.follow(name, run.nature(name), run.value(name), run.progress.of(name));
    }
  }

  /// To be called at least each second; looks no more often than that.
  void look() {
    long now = System.nanoTime();
    if (beganNanos == 0) {
      begin(now);
    }
    if (census == null && counting == Counting.AHEAD && run.cutoff.deadline().isPresent()) {
      census = Census.of(uncounted());
    }
    Duration since = Duration.ofNanos(now - observedAtNanos);
    if (since.compareTo(EVERY) >= 0) {
      observedAtNanos = now;
      ahead.observe(since);
      run.cutoff.left().ifPresent(this::foretell);
    }
    limits.look(watched());
  }

  private void begin(long now) {
    beganNanos = now;
    observedAtNanos = now;
  }

  private void foretell(Duration left) {
    run.progress.outlook(ahead.outlook(run.clock.instant(), left));
    limits.foretold(watched(), left);
  }

  Optional<EarlyCuts> earlyCuts() {
    return sources.earlyCuts();
  }

  Cutoff cutoff() {
    return run.cutoff;
  }

  /// @throws StoreException why a source does not answer any more
  void throwIfSilent(String source) {
    StoreException cause = sources.cause(source);
    if (cause != null) {
      throw cause;
    }
  }

  /// Since the first look.
  Duration watched() {
    return Duration.ofNanos(System.nanoTime() - beganNanos);
  }

  /// What was learned of a source that was captured in part, and what it holds in all.
  Work learned(String source) {
    ahead.observe(Duration.ofNanos(System.nanoTime() - observedAtNanos));
    return ahead.learned(source, pieces(source));
  }

  /// A survey of archived objects counts, too.
  private List<SourceRun> uncounted() {
    return sources.storeRuns().stream().filter(source -> source.thaws().isEmpty()).toList();
  }

  private List<Piece> pieces(String source) {
    if (sources.isDatabase(source)) {
      return sources.database(source).database().pieces();
    }
    return sources.store(source).source().pieces();
  }

  /// Waits until the census is through, but not for longer than that.
  void awaitCount(Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!ahead.isAllCounted() && System.nanoTime() < end) {
      Thread.sleep(COUNT_LOOK);
    }
  }

  @Override
  public void close() {
    if (census != null) {
      census.close();
    }
  }
}
