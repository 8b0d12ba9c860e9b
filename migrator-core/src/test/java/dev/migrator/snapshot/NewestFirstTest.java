package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.engine.Deadline;
import dev.migrator.engine.Progress;
import dev.migrator.estate.EstateFile;
import dev.migrator.estate.Rule;
import dev.migrator.estate.Standing;
import dev.migrator.estate.Standing.Making;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.store.FaultyStore;
import dev.migrator.store.FaultyStore.When;
import dev.migrator.store.InterceptedStore.Call;
import dev.migrator.store.Listing;
import dev.migrator.store.MemoryStore;
import dev.migrator.verify.Verification;
import dev.migrator.verify.Verifier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is captured of a store of which not all fits. The clock stands still until so much was
/// read, so that it is counted how much fits, and not timed.
@Timeout(120)
final class NewestFirstTest {
  private static final Instant START = Instant.parse("2026-11-25T06:00:00Z");
  private static final Deadline DEADLINE =
      new Deadline(START.plusSeconds(9), Duration.ofSeconds(1));
  private static final Deadline FAR = new Deadline(START.plusSeconds(36_000), Duration.ZERO);
  private static final int ALL = 5_000;
  private static final int HALF = 2_500;

  /// Three quarters of which a rule is about, and half of these.
  private static final int RULED = 2_000;

  private static final int RULED_HALF = 750;

  /// Read before it is known that not all fits.
  private static final int UNAWARE = 150;

  @TempDir private Path folder;
  private final MemoryStore store = new MemoryStore();
  private final HandSet clock = new HandSet(START);
  private final AtomicInteger reads = new AtomicInteger();
  private final Estates estates = new Estates().clock(clock).until(DEADLINE);
  private final Set<String> readUnaware = ConcurrentHashMap.newKeySet();
  private volatile boolean isAware;
  private volatile boolean isFast;

  /// Such that in the time that is left, which stands still, not half of all is read.
  private int millisOfARead = 30;

  /// In no order of age.
  private void fill() {
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, ALL).boxed().toList());
    Collections.shuffle(numbers, new Random(1));
    numbers.forEach(number -> store.put("key-%05d".formatted(number), "content " + number));
  }

  /// Slow until it is known that not all fits.
  private FaultyStore slow(IntConsumer atRead) {
    FaultyStore slow = new FaultyStore(store);
    slow.fail(
        made -> {
          if (made.call() == Call.BYTES) {
            int nth = reads.incrementAndGet();
            if (!isAware) {
              readUnaware.add(String.valueOf(made.key()));
            }
            pace(nth);
            atRead.accept(nth);
          }
          return false;
        },
        When.BEFORE,
        IllegalStateException::new);
    return slow;
  }

  private void pace(int nth) {
    if (!isAware) {
      pause(300);
    }
    for (int round = 0; round < 50 && !isAware && nth > UNAWARE; round++) {
      if (estates.progress.takeTold().stream().anyMatch(line -> line.endsWith(" waits"))) {
        isAware = true;
      }
      pause(20);
    }
    if (!isFast) {
      pause(millisOfARead);
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException("the test is over", e);
    }
  }

  /// The time is over at that read.
  private SnapshotResult fits(int most) {
    estates.with(
        "media",
        slow(nth -> {
          if (nth == most) {
            clock.set(DEADLINE.end());
          }
        }));
    return estates.snapshotInto(folder);
  }

  private List<Listed> newestFirst() {
    List<Listed> all = new ArrayList<>();
    try (Listing listing = store.list(KeyRange.ALL)) {
      for (Listed listed = listing.next(); listed != null; listed = listing.next()) {
        all.add(listed);
      }
    }
    all.sort(Comparator.comparing(Listed::modified).reversed());
    return all;
  }

  private Set<String> captured() {
    return Captured.read(folder).contents().entrySet().stream()
        .filter(one -> one.getValue().contains("content "))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  @Test
  void ofAStoreOfWhichHalfFitsTheNewerHalfIsCapturedAndTheNextRunHasAll() {
    fill();
    MemoryStore cheap = new MemoryStore();
    cheap.put("never", "reached");
    estates.with("cheap", cheap).worth("cheap", 10);

    SnapshotResult result = fits(HALF);

    assertThat(result.outOfTime()).isTrue();
    Set<String> captured = captured();
    assertThat(captured.size()).isBetween(HALF - 250, HALF + 250);
    areTheNewest(85, captured, "key-");
    Captured before = Captured.read(folder);
    before.keepsThePromiseFor(store);
    assertThat(before.gaps()).extracting(Gap::code).containsOnly(Gap.Code.NOT_REACHED);
    assertThat(Captured.read(folder, "cheap").isUnreached(Key.of("never"))).isTrue();
    assertThat(EstateFile.read(folder.resolve("meta/continue.yaml"), Map.of()).sources())
        .containsOnlyKeys("cheap", "media");

    Estates again = Estates.of(store).with("cheap", cheap).clock(clock).until(FAR);
    SnapshotResult all = again.snapshotInto(folder);

    assertThat(all.finished()).isTrue();
    assertThat(again.progress.view().objectsLeft()).isZero();
    assertThat(all.hasGaps()).isFalse();
    assertThat(all.sources().get("media").objects()).isEqualTo(ALL);
    assertThat(all.sources().get("media").movedObjects()).isEqualTo(ALL - captured.size());
    assertThat(Captured.read(folder).contents()).isEqualTo(Captured.of(store));
    assertThat(findings()).isEmpty();
  }

  /// Of objects below a prefix that were read when it was known that not all fits, so many are
  /// among as many of the newest; some were planned before. In the order of keys it would be less
  /// than half.
  private void areTheNewest(int leastPercent, Set<String> objects, String prefix) {
    Set<String> aware = new HashSet<>(objects);
    aware.removeAll(readUnaware);
    Set<String> newest =
        newestFirst().stream()
            .map(Listed::label)
            .filter(label -> label.startsWith(prefix) && !readUnaware.contains(label))
            .limit(aware.size())
            .collect(Collectors.toSet());
    newest.retainAll(aware);
    assertThat(newest).hasSizeGreaterThan(aware.size() * leastPercent / 100);
  }

  /// Of those that a rule is about, every fourth is not.
  private void fillRuled(String prefix) {
    millisOfARead = 100;
    List<Integer> numbers = new ArrayList<>(IntStream.range(0, RULED).boxed().toList());
    Collections.shuffle(numbers, new Random(2));
    for (int number : numbers) {
      String folder = number % 4 == 0 ? "usual" : prefix;
      store.put("%s/%05d".formatted(folder, number), "content " + number);
    }
  }

  private Set<String> captured(String prefix) {
    return captured().stream().filter(key -> key.startsWith(prefix)).collect(Collectors.toSet());
  }

  private static Standing standing(List<String> first, List<String> last) {
    return new Standing(
        OptionalInt.empty(), Making.ORIGINAL, Optional.empty(), rules(first), rules(last));
  }

  private static List<Rule> rules(List<String> patterns) {
    return patterns.stream().map(pattern -> new Rule("", pattern, null, null, null, null)).toList();
  }

  private void theNextRunHasAll(Standing standing) {
    Captured.read(folder).keepsThePromiseFor(store);
    Estates again = Estates.of(store).standing("media", standing).clock(clock).until(FAR);
    assertThat(again.snapshotInto(folder).hasGaps()).isFalse();
    assertThat(Captured.read(folder).contents()).isEqualTo(Captured.of(store));
    assertThat(findings()).isEmpty();
  }

  @Test
  void ofWhatARulePutsFirstTheNewerHalfIsCapturedBeforeAllElse() {
    fillRuled("dear");
    Standing standing = standing(List.of("dear/*"), List.of());
    estates.standing("media", standing);

    SnapshotResult result = fits(RULED_HALF);

    assertThat(result.outOfTime()).isTrue();
    Set<String> dear = captured("dear/");
    assertThat(dear.size()).isGreaterThan(RULED_HALF - UNAWARE);
    areTheNewest(55, dear, "dear/");
    assertThat(captured("usual/")).hasSizeLessThan(UNAWARE);
    theNextRunHasAll(standing);
  }

  @Test
  void ofWhatARulePutsLastTheNewerHalfFollowsAllElse() {
    fillRuled("cheap");
    Standing standing = standing(List.of(), List.of("cheap/*"));
    estates.standing("media", standing);

    SnapshotResult result = fits(RULED / 4 + RULED_HALF);

    assertThat(result.outOfTime()).isTrue();
    assertThat(captured("usual/")).hasSize(RULED / 4);
    Set<String> cheap = captured("cheap/");
    assertThat(cheap.size()).isGreaterThan(RULED_HALF - UNAWARE);
    areTheNewest(55, cheap, "cheap/");
    theNextRunHasAll(standing);
  }

  private List<?> findings() {
    try (DirectoryStore bundle = new DirectoryStore(folder)) {
      return Verifier.verify(bundle, OptionalLong.empty(), Verification.Level.READ, new Progress())
          .findings();
    }
  }

  @Test
  void whenTheDeadlineIsMovedBackWhatIsOlderFollows() {
    fill();
    estates.with(
        "media",
        slow(nth -> {
          if (nth == HALF / 2) {
            try (DirectoryStore bundle = new DirectoryStore(folder)) {
              DeadlineFile.move(bundle, FAR);
            }
            clock.set(START.plusMillis(2_100)); // when it is looked for
            while (estates.progress.view().left().orElseThrow().toHours() < 8) {
              pause(20);
            }
            isFast = true;
          }
        }));

    SnapshotResult result = estates.snapshotInto(folder);

    assertThat(isAware).isTrue();
    assertThat(result.finished()).isTrue();
    assertThat(result.hasGaps()).isFalse();
    assertThat(reads).hasValue(ALL);
    assertThat(Captured.read(folder).contents()).isEqualTo(Captured.of(store));
    assertThat(estates.progress.view().objectsLeft()).isZero();
  }

  @Test
  void whereAllFitsNoRangeIsListedOrReadTwice() {
    fill();
    AtomicInteger listings = new AtomicInteger();
    FaultyStore source = new FaultyStore(store);
    source.fail(
        made -> {
          boolean isOfCensus = Thread.currentThread().getName().equals("census");
          if (made.call() == Call.LIST && !isOfCensus) {
            listings.incrementAndGet();
          }
          return false;
        },
        When.BEFORE,
        IllegalStateException::new);

    Estates.of(source).workers(1).snapshotInto(folder.resolve("without"));
    int without = listings.getAndSet(0);
    Estates.of(source).workers(1).until(FAR).clock(clock).snapshotInto(folder.resolve("with"));

    assertThat(listings).hasValue(without);
    assertThat(source.calls(Call.BYTES)).isEqualTo(2 * ALL);
    assertThat(Captured.read(folder.resolve("with")).contents()).isEqualTo(Captured.of(store));
  }
}
