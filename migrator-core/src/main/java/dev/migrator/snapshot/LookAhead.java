package dev.migrator.snapshot;

import static java.util.stream.Collectors.toMap;

import dev.migrator.engine.Outlook;
import dev.migrator.engine.Outlook.FallsOff;
import dev.migrator.engine.SourceProgress;
import dev.migrator.plan.Capacity;
import dev.migrator.plan.Fit;
import dev.migrator.plan.Forecast;
import dev.migrator.plan.Piece;
import dev.migrator.plan.Planner;
import dev.migrator.plan.Price;
import dev.migrator.plan.Rates;
import dev.migrator.plan.Work;
import dev.migrator.plan.Work.Nature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Learns from what a run has done of each source, and foretells when it will have done all. One
/// thread only.
final class LookAhead {
  /// Of a host of which nothing is known: a worker has several requests under way.
  private static final double SECONDS_PER_OBJECT = 0.005;

  private static final double SECONDS_PER_BYTE = 1 / 40e6;
  private static final double SPREAD = 0.7;

  private final int workers;
  private final Map<String, Observed> bySource = new TreeMap<>();
  private Map<String, Left> foretold = Map.of();

  /// What a forecast says of a source.
  ///
  /// @param seconds of one connection that are left to do
  /// @param fallingOff of these, at P95
  /// @param isLikely whether all of it is done in time at P50
  /// @param wasSeen whether something of it was done already
  record Left(Rates rates, double seconds, double fallingOff, boolean isLikely, boolean wasSeen) {}

  private static final class Observed {
    final Nature nature;
    final int value;
    final SourceProgress progress;
    final Fit fit;
    SourceProgress.View last;
    double busySeconds;
    double objectsSeen;
    boolean hasBegun;

    Observed(Nature nature, int value, SourceProgress progress, Fit fit) {
      this.nature = nature;
      this.value = value;
      this.progress = progress;
      this.fit = fit;
      this.last = progress.view();
    }

    /// The first time tells more of what it takes to begin.
    private void learn(double objects, double bytes) {
      if (hasBegun) {
        fit.add(objects, bytes, busySeconds);
        objectsSeen += objects;
      }
      hasBegun = true;
    }

    /// No less sure than before anything was seen.
    Rates rates() {
      Rates rates = fit.rates();
      return rates.withSpread(Math.min(SPREAD, rates.spread()));
    }

    /// What was done in so many seconds; a stretch in which nothing was counts with the next.
    void observe(double seconds) {
      SourceProgress.View now = progress.view();
      busySeconds += seconds * (last.running() + now.running()) / 2;
      double objects = now.objects() + now.passedObjects() - last.objects() - last.passedObjects();
      double bytes = Math.max(0, now.bytes() - last.bytes());
      if (objects + bytes > 0 && busySeconds > 0) {
        learn(objects, bytes);
        busySeconds = 0;
      }
      last = now;
    }
  }

  /// @param workers units under way at one time
  LookAhead(int workers) {
    this.workers = workers;
  }

  void follow(String source, Nature nature, int value, SourceProgress progress) {
    Rates prior =
        new Rates(SECONDS_PER_OBJECT, SECONDS_PER_BYTE, SPREAD, workers, Double.POSITIVE_INFINITY);
    bySource.put(source, new Observed(nature, value, progress, new Fit(prior)));
  }

  /// To be called about once a second.
  ///
  /// @param since the last call
  void observe(Duration since) {
    bySource.values().forEach(observed -> observed.observe(since.toNanos() / 1e9));
  }

  /// @param left until the run ends for its deadline
  Outlook outlook(Instant now, Duration left) {
    Forecast forecast =
        new Planner(left(), Capacity.unlimited(workers), left).forecast(_ -> Price.NONE);
    foretold =
        forecast.sources().stream()
            .collect(toMap(Forecast.OfSource::source, one -> left(one, left)));
    return new Outlook(
        now,
        now.plus(forecast.p05End()),
        now.plus(forecast.p50End()),
        now.plus(forecast.p95End()),
        isAllCounted(),
        forecast.sources().stream().filter(one -> !one.fits()).map(LookAhead::fallsOff).toList());
  }

  private Left left(Forecast.OfSource source, Duration left) {
    Observed observed = observed(source.source());
    Rates rates = rates(observed);
    return new Left(
        rates,
        rates.seconds(source.objects(), source.bytes()),
        rates.seconds(source.objectsNotFitting(), source.bytesNotFitting()),
        source.p50End().compareTo(left) <= 0,
        observed.objectsSeen > 0);
  }

  /// As of the last outlook; empty where nothing was left.
  Optional<Left> left(String source) {
    return Optional.ofNullable(foretold.get(source));
  }

  private Observed observed(String source) {
    return Objects.requireNonNull(bySource.get(source), source);
  }

  /// Whether all that there is to do is known.
  boolean isAllCounted() {
    return bySource.values().stream()
        .map(one -> one.progress.view())
        .allMatch(view -> view.isCounted() || view.isOver());
  }

  /// All of a source, done or not, at the rates that were seen.
  ///
  /// @param counted what it holds; where that is less than what is known, that
  Work learned(String source, List<Piece> counted) {
    Observed observed = observed(source);
    SourceProgress.View view = observed.progress.view();
    long objects = counted.stream().mapToLong(Piece::objects).sum();
    List<Piece> pieces =
        objects >= view.knownObjects()
            ? counted
            : Piece.numbered(view.knownObjects(), view.knownBytes());
    return new Work(source, observed.nature, observed.value, observed.rates(), pieces);
  }

  private static FallsOff fallsOff(Forecast.OfSource source) {
    return new FallsOff(source.source(), source.objectsNotFitting(), source.bytesNotFitting());
  }

  /// Where nothing was seen of it yet, those of its like, if there is one, but no surer.
  private Rates rates(Observed of) {
    if (of.objectsSeen > 0) {
      return of.rates();
    }
    return bySource.values().stream()
        .filter(other -> other.nature == of.nature && other.objectsSeen > 0)
        .max(Comparator.comparingDouble(other -> other.objectsSeen))
        .map(other -> other.fit.rates().withSpread(SPREAD))
        .orElseGet(of.fit::rates);
  }

  /// What is left to do of each source.
  private List<Work> left() {
    List<Work> works = new ArrayList<>();
    bySource.forEach((source, observed) -> {
      long objects = observed.last.objectsLeft();
      long bytes = observed.last.bytesLeft();
      if (objects + bytes > 0) {
        List<Piece> rest = Piece.numbered(Math.max(1, objects), bytes);
        works.add(new Work(source, observed.nature, observed.value, rates(observed), rest));
      }
    });
    return works;
  }
}
