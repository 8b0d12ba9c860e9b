package dev.migrator.snapshot;

import dev.migrator.engine.SourceProgress;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Gap;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.plan.Ages.Aged;
import dev.migrator.plan.Piece;
import dev.migrator.plan.Piece.Turn;
import dev.migrator.plan.Rates;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectSource;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One source while it is captured: knows whether it still answers. Safe for many threads at once.
final class SourceRun implements AutoCloseable {
  private static final Duration PROBE_HOLDS = Duration.ofSeconds(1);

  /// How long a source that is gone may go on listing names of what is lost.
  private static final Duration NAMING = Duration.ofSeconds(3);

  private final String name;
  private final ObjectSource store;
  private final Clock clock;
  private final SourceProgress progress;
  private final Optional<Thaws> thaws;
  private final TurnRules rules;
  private final AtomicReference<@Nullable Stopped> stopped = new AtomicReference<>();
  private final List<CountedRange> counted = new CopyOnWriteArrayList<>();
  private final ReentrantLock probing = new ReentrantLock();

  /// When a probe was last answered, since the epoch; 0 where none was.
  private volatile long answeredAtMillis;

  /// By turns as the rules give them. Replaced, never changed.
  private volatile Map<Turn, Instant> ageLimits = Map.of();

  private record Stopped(StoreException cause, long atMillis) {}

  SourceRun(String name, ObjectSource store, Run run) {
    this.name = name;
    this.store = store;
    this.clock = run.clock;
    this.progress = run.progress.of(name);
    this.rules = TurnRules.of(run.standing(name), clock.instant());
    this.thaws = store.archive().map(archive -> new Thaws(store, archive, run));
  }

  String name() {
    return name;
  }

  ObjectSource store() {
    return store;
  }

  SourceProgress progress() {
    return progress;
  }

  /// Begins to count a range of it.
  CountedRange count(KeyRange range) {
    CountedRange count = new CountedRange(range, progress, rules);
    counted.add(count);
    return count;
  }

  /// What was counted so far, in key order.
  List<Piece> pieces() {
    return counted.stream().flatMap(range -> range.pieces().stream()).toList();
  }

  /// How many entries were counted beside the capture; empty where it did not come to the end.
  OptionalLong countedEntries() {
    return progress.view().isCounted()
        ? OptionalLong.of(counted.stream().mapToLong(CountedRange::entries).sum())
        : OptionalLong.empty();
  }

  /// When was modified what has that turn by the rules, of what was counted so far.
  Stream<Aged> ages(Turn ruled, Rates rates) {
    return counted.stream().flatMap(range -> range.ages(ruled, rates).stream());
  }

  /// What all takes that has that turn by the rules, of what was counted so far.
  double seconds(Turn ruled, Rates rates) {
    return counted.stream().mapToDouble(range -> range.seconds(ruled, rates)).sum();
  }

  TurnRules rules() {
    return rules;
  }

  /// When an object is captured, as seen now.
  Turn turn(Listed listed) {
    Turn ruled = rules.turn(listed);
    Instant limit = ageLimits.get(ruled);
    Instant modified = listed.modified();
    boolean isOlder = limit != null && modified != null && modified.isBefore(limit);
    return isOlder ? ruled.older() : ruled;
  }

  /// Of what has that turn by the rules, what was modified before that waits; null where nothing
  /// does.
  @Nullable Instant ageLimit(Turn ruled) {
    return isStopped() ? null : ageLimits.get(ruled);
  }

  /// From now on. Only for the thread that commits.
  void limitAge(Turn ruled, @Nullable Instant limit) {
    Map<Turn, Instant> limits = new EnumMap<>(Turn.class);
    limits.putAll(ageLimits);
    if (limit == null) {
      limits.remove(ruled);
    } else {
      limits.put(ruled, limit);
    }
    ageLimits = limits;
  }

  /// Of archived objects; empty where they are gaps.
  Optional<Thaws> thaws() {
    return thaws;
  }

  /// What becomes of an entry that the source refuses to give because it is archived.
  Step thawed(Step step) {
    return thaws.map(of -> of.settle(step)).orElse(step);
  }

  /// Nothing more is asked of this source. The first cause stays.
  void stop(StoreException cause) {
    stopped.compareAndSet(null, new Stopped(cause, clock.millis()));
    progress.over();
  }

  boolean isStopped() {
    return stopped.get() != null;
  }

  /// Whether even the names of what is missing are no longer to be listed.
  boolean isNamingOver() {
    Stopped now = stopped.get();
    return now != null && clock.millis() - now.atMillis > NAMING.toMillis();
  }

  /// Why the source was stopped, null where it was not.
  @Nullable StoreException cause() {
    Stopped now = stopped.get();
    return now == null ? null : now.cause;
  }

  /// Finds out, after a call was refused or failed for good, whether it is the source as such that
  /// does not answer; stops it then.
  void judge(StoreException failure) {
    if (isFinal(failure.reason())) {
      stop(failure);
      return;
    }
    probing.lock();
    try {
      if (!isStopped() && clock.millis() - answeredAtMillis >= PROBE_HOLDS.toMillis()) {
        probe();
      }
    } finally {
      probing.unlock();
    }
  }

  /// A call that has worked before.
  private void probe() {
    try {
      greet();
      answeredAtMillis = clock.millis();
    } catch (StoreException e) {
      stop(e);
    }
  }

  /// Finds out whether the source answers at all: lists one key.
  void greet() {
    try (Listing listing = store.list(KeyRange.ALL)) {
      listing.next();
    }
  }

  private static boolean isFinal(Reason reason) {
    return reason == Reason.ACCOUNT_GONE || reason == Reason.NO_SUCH_STORE;
  }

  /// The code of what was listed but not read before the source was stopped by `cause`.
  static Gap.Code codeOf(StoreException cause) {
    return isFinal(cause.reason()) || cause.reason() == Reason.FORBIDDEN
        ? Gap.Code.ACCOUNT_GONE
        : Gap.Code.UNREADABLE;
  }

  @Override
  public void close() {
    store.close();
  }
}
