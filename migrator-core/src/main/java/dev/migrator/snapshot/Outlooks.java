package dev.migrator.snapshot;

import dev.migrator.plan.Work.Nature;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Keeps the forecast of a run that has a deadline up to date. Only for the thread that commits.
final class Outlooks implements AutoCloseable {
  static final Duration EVERY = Duration.ofSeconds(1);

  private final Run run;
  private final Sources sources;
  private final LookAhead ahead;
  private @Nullable Census census;
  private long observedAtNanos = System.nanoTime();

  /// @param workers units under way at one time
  Outlooks(Run run, Sources sources, int workers) {
    this.run = run;
    this.sources = sources;
    this.ahead = new LookAhead(workers);
    for (String name : sources.names()) {
      Nature nature = sources.isDatabase(name) ? Nature.IRREPLACEABLE : Nature.USUAL;
      ahead.follow(name, nature, run.value(name), run.progress.of(name));
    }
  }

  /// To be called at least each second; looks no more often than that.
  void look() {
    long now = System.nanoTime();
    Duration since = Duration.ofNanos(now - observedAtNanos);
    if (since.compareTo(EVERY) >= 0) {
      observedAtNanos = now;
      ahead.observe(since);
      run.cutoff.left().ifPresent(this::foretell);
    }
  }

  private void foretell(Duration left) {
    if (census == null) {
      census = Census.of(sources.stores());
    }
    run.progress.outlook(ahead.outlook(run.clock.instant(), left));
  }

  @Override
  public void close() {
    if (census != null) {
      census.close();
    }
  }
}
