package dev.migrator.snapshot;

import dev.migrator.archive.ArchiveClass;
import dev.migrator.archive.ArchiveState;
import dev.migrator.archive.PriceList;
import dev.migrator.archive.ThawDecision;
import dev.migrator.archive.ThawDecision.Lost;
import dev.migrator.archive.ThawDecision.Thaw;
import dev.migrator.archive.ThawRequests;
import dev.migrator.archive.ThawRule;
import dev.migrator.archive.Tier;
import dev.migrator.bundle.SegmentWriter.Described;
import dev.migrator.engine.Deadline;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Attributes;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.Gap;
import dev.migrator.model.Listed;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.store.Archive;
import dev.migrator.store.Archive.Answer;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What becomes of the archived objects of one source: they are asked for, and looked for until
/// they are there. It holds nothing for each of them: the host knows which were asked for, and what
/// is not there yet is a gap of its segment meanwhile. Safe for many threads at once.
final class Thaws {
  /// What a last look and the listing of its range take.
  private static final Duration LAST = Duration.ofSeconds(20);

  private static final Duration UNTIL_TOLD = Duration.ofSeconds(10);

  private final ObjectSource store;
  private final Archive archive;
  private final Run run;
  private final ThawRule rule;
  private final ThawRequests requests = new ThawRequests(PriceList.AWS);
  private volatile boolean told;

  Thaws(ObjectSource store, Archive archive, Run run) {
    this.store = store;
    this.archive = archive;
    this.run = run;
    this.rule = new ThawRule(PriceList.AWS, archive.limit());
  }

  /// What it costs was told: from now on objects may be asked for.
  void told() {
    told = true;
  }

  boolean mayHold(Listed listed) {
    return archive.mayHold(listed);
  }

  /// What is to become of an object that nobody has asked for.
  ///
  /// @param from where it lies
  record Judged(Listed listed, ArchiveClass from, ThawDecision decision) {}

  /// @return empty for what can be read, or was asked for
  Optional<Judged> judge(Listed listed) {
    return archive.state(listed) instanceof ArchiveState.Frozen(ArchiveClass from)
        ? Optional.of(new Judged(listed, from, decide(listed, from, Map.of())))
        : Optional.empty();
  }

  private ThawDecision decide(Listed listed, ArchiveClass from, Map<Tier, String> refused) {
    return rule.decide(from, listed.sizeBytes(), run.clock.instant(), end(), refused);
  }

  private Optional<Instant> end() {
    return run.cutoff.deadline().map(Deadline::end);
  }

  /// Asks for an object in the cheapest way that is in time and that the host takes.
  ///
  /// @return what became of it
  ThawDecision request(Judged judged) {
    Map<Tier, String> refused = new EnumMap<>(Tier.class);
    ThawDecision decision = judged.decision();
    while (decision instanceof Thaw thaw
        && archive.request(judged.listed(), judged.from(), thaw)
            instanceof Answer.Refused(String reason)) {
      refused.put(thaw.tier(), reason);
      decision = decide(judged.listed(), judged.from(), refused);
    }
    if (decision instanceof Thaw thaw) {
      requests.asked(judged.from(), thaw.tier(), run.clock.instant());
    }
    return decision;
  }

  /// When to look again for an object that was asked for; empty if it is to be read now. Where the
  /// host does not say, reading it finds out.
  Optional<Instant> lookAgain(Listed listed) {
    try {
      return archive.state(listed) instanceof ArchiveState.Thawing(ArchiveClass from)
          ? Optional.of(lookAt(listed, from))
          : Optional.empty();
    } catch (StoreException e) {
      run.retrying(e);
      return Optional.empty();
    }
  }

  /// Turns the host's refusal to give an archived object into what is done about it; all else stays
  /// as it is.
  Step settle(Step step) {
    return step instanceof Step.Failed failed && failed.failure().reason() == Reason.ARCHIVED
        ? settle(failed)
        : step;
  }

  private Step settle(Step.Failed failed) {
    Attributes attributes = attributesOf(failed);
    try {
      ArchiveState state =
          attributes instanceof ObjectAttributes told
              ? ArchiveState.of(told)
              : archive.state(failed.listed());
      return settle(failed, attributes, state);
    } catch (StoreException e) {
      failed.failure().addSuppressed(e);
      return failed;
    }
  }

  /// Hosts tell of an object what they do not give; but not all of them all.
  private Attributes attributesOf(Step.Failed failed) {
    try (ObjectReader reader = store.read(failed.listed())) {
      return reader.attributes();
    } catch (StoreException e) {
      failed.failure().addSuppressed(e);
      return NoAttributes.INSTANCE;
    }
  }

  private Step settle(Step.Failed failed, Attributes attributes, ArchiveState state) {
    return switch (state) {
      case ArchiveState.AtHand() -> { // since a moment ago
        Instant now = run.clock.instant();
        yield new Step.Thawing(gap(failed, attributes, "archived; just come back"), now, now);
      }
      case ArchiveState.Thawing(ArchiveClass from) -> thawing(failed, attributes, from);
      case ArchiveState.Frozen(ArchiveClass from) when told -> ask(failed, attributes, from);
      case ArchiveState.Frozen(ArchiveClass from) -> {
        Instant soon = run.clock.instant().plus(UNTIL_TOLD);
        String reason = "archived (%s): not asked for yet".formatted(from);
        yield new Step.Thawing(gap(failed, attributes, reason), soon, soon);
      }
    };
  }

  private Step ask(Step.Failed failed, Attributes attributes, ArchiveClass from) {
    Listed listed = failed.listed();
    return switch (request(new Judged(listed, from, decide(listed, from, Map.of())))) {
      case Thaw _ -> thawing(failed, attributes, from);
      case Lost(String reason) ->
          new Step.Bare(gap(failed, attributes, "archived (%s): %s".formatted(from, reason)));
    };
  }

  private Step thawing(Step.Failed failed, Attributes attributes, ArchiveClass from) {
    Listed listed = failed.listed();
    return new Step.Thawing(
        gap(failed, attributes, reason(from)), lookAt(listed, from), by(listed, from));
  }

  private static Described gap(Step.Failed failed, Attributes attributes, String reason) {
    Missing bytes = new Missing(null, Gap.Code.ARCHIVED, reason);
    return new Described(failed.listed(), attributes, failed.drift(), List.of(bytes));
  }

  private String reason(ArchiveClass from) {
    Instant now = run.clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return requests
        .latest(from)
        .map(by ->
            "archived (%s): asked for, expected by %s, not there at %s"
                .formatted(from, by.truncatedTo(ChronoUnit.SECONDS), now))
        .orElseGet(
            () -> "archived (%s): asked for before this run, not there at %s".formatted(from, now));
  }

  private Instant lookAt(Listed listed, ArchiveClass from) {
    Instant next = run.clock.instant().plus(requests.pace(from, run.cutoff.left()));
    Instant due = requests.soonest(from).filter(next::isBefore).orElse(next);
    return lastChance(listed).filter(due::isAfter).orElse(due);
  }

  /// When an object is to be there, at the latest.
  private Instant by(Listed listed, ArchiveClass from) {
    Instant slowest = run.clock.instant().plus(rule.prices().from(from).getFirst().latest());
    Instant by = requests.latest(from).orElse(slowest);
    return lastChance(listed).filter(by::isAfter).orElse(by);
  }

  /// From when on there is no time left to look again; empty without a deadline, or after that.
  private Optional<Instant> lastChance(Listed listed) {
    return end()
        .map(end -> end.minus(ThawRule.copyTime(listed.sizeBytes()).multipliedBy(2)).minus(LAST))
        .filter(run.clock.instant()::isBefore);
  }
}
