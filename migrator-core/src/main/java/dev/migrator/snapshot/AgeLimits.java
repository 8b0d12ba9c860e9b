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
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Has the newest objects of the stores captured first where not all fits before the deadline. What
/// stands together in the queue has one limit: objects of one turn, of stores of one value. Only
/// for the thread that commits.
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
    final Turn turn;
    final List<StoreRecord> stores = new ArrayList<>();
    final AgeLimit limit = new AgeLimit();

    Group(Turn turn) {
      this.turn = turn;
    }

    @Nullable Instant now() {
      return limit.now().orElse(null);
    }

    boolean isAny(BiPredicate<PostponedRanges, Turn> state) {
      return answering().anyMatch(store -> state.test(store.postponed(), turn));
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
      for (Turn turn : store.source().rules().turns()) {
        Unit older = new Unit.Range(store.source().name(), KeyRange.ALL, turn.older(), Visit.AGAIN);
        groups.computeIfAbsent(older, _ -> new Group(turn)).stores.add(store);
      }
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
    if (run.isHalted()) {
      groups.values().forEach(this::drop);
      run.queue.holdBackAfter(null);
    } else {
      run.queue.holdBackAfter(firstThatHoldsBack(passed));
    }
  }

  private void drop(Group group) {
    group.limit.drop();
    heed(group);
  }

  /// Those behind it stay as they are until it is over.
  ///
  /// @return null where none does
  private @Nullable Unit firstThatHoldsBack(Duration passed) {
    for (Unit older : groups.keySet()) {
      if (holdsBack(Objects.requireNonNull(groups.get(older)), passed)) {
        return older;
      }
    }
    return null;
  }

  /// Whether what stands behind a group has to wait for it.
  private boolean holdsBack(Group group, Duration passed) {
    boolean isOver = group.now() == null || isOver(group);
    if (isOver && group.isAny(PostponedRanges::isHoldingBack)) {
      moveOn(group, passed);
    }
    return !isOver || group.isAny(PostponedRanges::isOlderWaiting);
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
    double fitting = 0;
    boolean isLikely = true;
    boolean wasSeen = false;
    for (StoreRecord store : group.stores) {
      Optional<Left> foretold = ahead.left(store.source().name());
      if (foretold.isPresent()) {
        Left one = foretold.get();
        TurnShare share = TurnShare.of(store.source(), one, group.turn);
        seconds += share.seconds();
        fitting += share.fitting();
        isLikely &= one.isLikely();
        wasSeen |= one.wasSeen();
      }
    }
    return wasSeen
        ? Optional.of(new Seen(passed, left, seconds, fitting, isLikely))
        : Optional.empty();
  }

  private Ages ages(Group group) {
    return new Ages(
        group.stores.stream().flatMap(store -> ages(store.source(), group.turn)).toList());
  }

  private Stream<Aged> ages(SourceRun source, Turn turn) {
    return ahead.left(source.name()).stream().flatMap(left -> source.ages(turn, left.rates()));
  }

  private void heed(Group group) {
    Instant now = group.now();
    for (StoreRecord store : group.stores) {
      SourceRun source = store.source();
      if (!source.isStopped() && !Objects.equals(source.ageLimit(group.turn), now)) {
        source.limitAge(group.turn, now);
        if (!run.isHalted()) {
          run.progress.tell(source.name() + ": " + inWords(group.turn) + inWords(now));
        }
      }
    }
  }

  private static String inWords(Turn turn) {
    return switch (turn) {
      case FIRST, FIRST_OLDER -> "of what comes first, ";
      case USUAL, USUAL_OLDER -> "";
      case LAST, LAST_OLDER -> "of what comes last, ";
    };
  }

  private static String inWords(@Nullable Instant limit) {
    return limit == null
        ? "what is older does not wait any more"
        : "not all fits before the deadline, so what was modified before %s waits".formatted(limit);
  }
}
