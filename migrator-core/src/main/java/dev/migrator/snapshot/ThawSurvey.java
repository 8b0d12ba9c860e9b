package dev.migrator.snapshot;

import dev.migrator.archive.ThawDecision;
import dev.migrator.archive.ThawTally;
import dev.migrator.engine.Ahead;
import dev.migrator.engine.ByteBudget;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.StoreException;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.snapshot.Thaws.Judged;
import dev.migrator.store.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Goes through the archived objects of one source before all else: tells what it will cost to have
/// them, then asks for them. It lists twice, so that what is told comes first and nothing is held
/// in memory; a source without archived objects is listed once.
final class ThawSurvey {
  private static final int RANGES = 8;
  private static final int CALLS_AHEAD = 64;

  private final Run run;
  private final SourceRun source;
  private final Thaws thaws;
  private final Consumer<ThawTally> teller;

  /// @param teller is told, before the first request, what is to be asked for; not if there is
  ///   nothing
  ThawSurvey(Run run, SourceRun source, Thaws thaws, Consumer<ThawTally> teller) {
    this.run = run;
    this.source = source;
    this.thaws = thaws;
    this.teller = teller;
  }

  /// Ends early when the run is to stop, or the source fails: the capture meets the same failure,
  /// and asks by itself for what it finds.
  void run() throws InterruptedException {
    try {
      List<KeyRange> ranges = source.store().split(KeyRange.ALL, RANGES);
      List<CountedRange> counts = ranges.stream().map(source::count).toList();
      ThawTally tally =
          over(counts.stream().map(count -> new Part(count.range(), count::add)), Judged::decision);
      source.progress().counted();
      if (!tally.isEmpty()) {
        teller.accept(tally);
        thaws.told();
        over(ranges.stream().map(range -> new Part(range, _ -> {})), thaws::request);
      }
    } catch (InterruptedRunException _) {
      // what is halted, or done already, needs no survey
    } catch (StoreException e) {
      run.progress.tell(
          "%s: not all archived objects were counted and asked for beforehand: %s"
              .formatted(source.name(), e.getMessage()));
    } finally {
      thaws.told();
    }
  }

  /// What becomes of an object.
  private interface Act {
    ThawDecision on(Judged judged);
  }

  /// @param seen is told of each entry that is listed
  private record Part(KeyRange range, Consumer<Listed> seen) {}

  private ThawTally over(Stream<Part> parts, Act act) throws InterruptedException {
    List<Future<ThawTally>> tallies = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      parts.forEach(part -> tallies.add(threads.submit(() -> over(part, act))));
      ThawTally all = new ThawTally();
      for (Future<ThawTally> tally : tallies) {
        all.add(tally.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException("the survey failed", e.getCause());
    }
  }

  private ThawTally over(Part part, Act act) throws InterruptedException {
    ThawTally tally = new ThawTally();
    try (Listing listing = source.store().list(part.range());
        Known known = new Known(part.range());
        Ahead<Optional<Judged>> ahead =
            new Ahead<>(
                CALLS_AHEAD,
                new ByteBudget(1 << 10),
                run::isHalted,
                acted ->
                    acted.ifPresent(
                        a -> tally.add(a.from(), a.listed().sizeBytes(), a.decision())))) {
      for (Listed listed = listing.next(); listed != null; listed = listing.next()) {
        run.throwIfHalted();
        part.seen().accept(listed);
        if (thaws.mayHold(listed) && !known.has(listed)) {
          Listed archived = listed;
          ahead.submit(0, () -> acted(archived, act));
        }
      }
      ahead.drain();
    }
    return tally;
  }

  private Optional<Judged> acted(Listed listed, Act act) {
    return thaws.judge(listed).map(judged -> new Judged(listed, judged.from(), act.on(judged)));
  }

  /// What the bundle holds already; not opened before it is asked.
  private final class Known implements AutoCloseable {
    private final KeyRange range;
    private @Nullable KnownEntries entries;

    Known(KeyRange range) {
      this.range = range;
    }

    boolean has(Listed listed) {
      if (entries == null) {
        entries = new KnownEntries(run.writer.known(source.name(), range.startingAt(listed.key())));
      }
      var before = entries.find(listed);
      return before != null && Difference.between(before, listed) != Difference.ALL;
    }

    @Override
    public void close() {
      if (entries != null) {
        entries.close();
      }
    }
  }
}
