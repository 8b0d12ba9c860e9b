package dev.migrator.snapshot;

import dev.migrator.model.KeyRange;
import dev.migrator.plan.AgeLimit;
import dev.migrator.plan.AgeLimit.Seen;
import dev.migrator.plan.Ages;
import dev.migrator.plan.Ages.Aged;
import dev.migrator.plan.Piece.Turn;
import dev.migrator.snapshot.LookAhead.Left;
import dev.migrator.snapshot.Unit.Visit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Has the newest objects of the stores captured first where not all fits before the deadline.
/// Stores that stand together in the queue have one limit. Only for the thread that commits.
final class AgeLimits {
  /// How long workers may find nothing to do before what is older is handed out, although something
  /// newer is still being captured.
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Run run;
  private final LookAhead ahead;

  /// In the order of the queue; by the units that would capture what is older.
  private final SortedMap<Unit, Group> groups;

  private Duration left = Duration.ZERO;

  private static final class Group {
    final List<StoreRecord> stores = new ArrayList<>();
    final AgeLimit limit = new AgeLimit();

    @Nullable Instant now() {
      return limit.now().orElse(null);
    }

    boolean isAny(Predicate<PostponedRanges> state) {
      return answering().map(StoreRecord::postponed).anyMatch(state);
    }

    boolean isRunning() {
      return answering().anyMatch(store -> store.source().progress().view().running() > 0);
    }

    private Stream<StoreRecord> answering() {
      return stores.stream().filter(store -> !store.source().isStopped());
    }
  }

  AgeLimits(Run run, Collection<StoreRecord> stores, LookAhead ahead) {
    this.run = run;
    this.ahead = ahead;
    this.groups = new TreeMap<>(run.order);
    for (StoreRecord store : stores) {
      Unit older = new Unit.Range(store.source().name(), KeyRange.ALL, Turn.OLDER, Visit.AGAIN);
      groups.computeIfAbsent(older, _ -> new Group()).stores.add(store);
    }
  }

  /// To be called after each forecast.
  ///
  /// @param passed since the run began
  void foretold(Duration passed, Duration untilEnd) {
    left = untilEnd;
    for (Group group : groups.values()) {
      seen(group, passed).ifPresent(seen -> group.limit.look(seen, () -> ages(group)));
      heed(group);
    }
  }

  /// To be called several times a second.
  void look(Duration passed) {
    Unit last = null;
    for (Unit older : groups.keySet()) {
      Group group = Objects.requireNonNull(groups.get(older));
      boolean isOver = look(group, passed);
      if (last == null && (!isOver || group.isAny(PostponedRanges::isOlderWaiting))) {
        last = older;
      }
    }
    run.queue.holdBackAfter(run.isHalted() ? null : last);
  }

  /// @return whether nothing newer is being captured that what is older has to wait for
  private boolean look(Group group, Duration passed) {
    if (run.isHalted()) {
      group.limit.drop();
      heed(group);
    }
    boolean isOver = group.now() == null || isOver(group);
    if (isOver && group.isAny(PostponedRanges::isHoldingBack)) {
      moveOn(group, passed);
    }
    return isOver;
  }

  /// Whether all that is newer was captured, or what is left of it cannot be shared by all workers.
  private boolean isOver(Group group) {
    boolean isUnderWay = group.isAny(PostponedRanges::isUnderWay) || group.isRunning();
    return run.queue.isHungry()
        && (!isUnderWay || run.queue.isStarved(PATIENCE))
        && run.events.isEmpty() // all that they tell is known, too
        && !group.isAny(PostponedRanges::isWaiting);
  }

  /// To the first limit for which something waits.
  private void moveOn(Group group, Duration passed) {
    while (group.now() != null && !group.isAny(PostponedRanges::isWaiting)) {
      seen(group, passed)
          .ifPresentOrElse(
              seen -> group.limit.passOver(seen, () -> ages(group)), group.limit::drop);
      heed(group);
    }
  }

  /// Empty where nothing is left, or nothing was done yet.
  private Optional<Seen> seen(Group group, Duration passed) {
    double seconds = 0;
    double last = 0;
    double fitting = 0;
    boolean isLikely = true;
    boolean wasSeen = false;
    for (StoreRecord store : group.stores) {
      Optional<Left> foretold = ahead.left(store.source().name());
      if (foretold.isPresent()) {
        Left one = foretold.get();
        seconds += one.seconds();
        last += Math.min(one.seconds(), store.source().lastSeconds(one.rates()));
        fitting += one.seconds() - one.fallingOff();
        isLikely &= one.isLikely();
        wasSeen |= one.wasSeen();
      }
    }
    double usual = seconds - last;
    return wasSeen
        ? Optional.of(new Seen(passed, left, usual, Math.min(fitting, usual), isLikely))
        : Optional.empty();
  }

  private Ages ages(Group group) {
    return new Ages(group.stores.stream().flatMap(store -> ages(store.source())).toList());
  }

  private Stream<Aged> ages(SourceRun source) {
    return ahead.left(source.name()).stream().flatMap(left -> source.ages(left.rates()));
  }

  private void heed(Group group) {
    Instant now = group.now();
    for (StoreRecord store : group.stores) {
      SourceRun source = store.source();
      if (!source.isStopped() && !Objects.equals(source.ageLimit(), now)) {
        source.limitAge(now);
        if (!run.isHalted()) {
          run.progress.tell(source.name() + ": " + inWords(now));
        }
      }
    }
  }

  private static String inWords(@Nullable Instant limit) {
    return limit == null
        ? "what is older does not wait any more"
        : "not all fits before the deadline, so what was modified before %s waits".formatted(limit);
  }
}
