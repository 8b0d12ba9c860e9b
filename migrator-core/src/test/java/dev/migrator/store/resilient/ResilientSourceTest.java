package dev.migrator.store.resilient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.store.FaultyStore;
import dev.migrator.store.FaultyStore.When;
import dev.migrator.store.InterceptedStore.Call;
import dev.migrator.store.Listing;
import dev.migrator.store.MemoryStore;
import dev.migrator.store.ObjectReader;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ResilientSourceTest {
  private final MemoryStore memory = new MemoryStore();
  private final FaultyStore faulty = new FaultyStore(memory);
  private final FakeTicker ticker = new FakeTicker();
  private final AtomicBoolean halted = new AtomicBoolean();
  private final Host host = new Host(RetryPolicy.DEFAULT, ticker, new Random(1), 4, halted::get);
  private final ResilientSource source = new ResilientSource(faulty, host);

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"THROTTLED", "UNAVAILABLE"})
  void whereverOneCallFailsForTheMomentTheResultIsTheSame(Reason reason) throws Exception {
    byte[] bytes = new byte[300_000];
    new Random(7).nextBytes(bytes);
    memory.put(Key.of("a"), bytes, MemoryStore.noneOf());
    memory.put("b", "short");

    for (int n = 1; ; n++) {
      faulty.reset();
      faulty.failNth(n, When.AFTER, reason);
      assertThat(readAll()).as("call %d", n).containsExactly(bytes, "short".getBytes());
      if (faulty.fired() == 0) {
        assertThat(n).isGreaterThan(10);
        return;
      }
    }
  }

  private List<byte[]> readAll() throws Exception {
    List<byte[]> all = new ArrayList<>();
    try (Listing listing = source.list(KeyRange.ALL)) {
      for (Listed listed = listing.next(); listed != null; listed = listing.next()) {
        try (ObjectReader reader = source.read(listed);
            InputStream in = reader.bytes(new ByteRange(0, listed.sizeBytes()))) {
          all.add(in.readAllBytes());
          reader.attributes();
          reader.confirmUnchanged();
        }
      }
    }
    return all;
  }

  @Test
  void aBodyThatBreaksGoesOnWhereItBroke() throws Exception {
    Listed listed = memory.put(Key.of("a"), new byte[100_000], MemoryStore.noneOf());
    CountingReads counting = new CountingReads(memory);
    ResilientSource counted = new ResilientSource(counting, host);
    counting.breakAfter(60_000);

    try (ObjectReader reader = counted.read(listed);
        InputStream in = reader.bytes(new ByteRange(10_000, 90_000))) {
      assertThat(in.readAllBytes()).hasSize(90_000);
    }
    assertThat(counting.ranges())
        .containsExactly(new ByteRange(10_000, 90_000), new ByteRange(70_000, 30_000));
  }

  @Test
  void aBodyThatEndsEarlyGoesOnAndOneThatIsTooLongIsRefused() throws Exception {
    Listed listed = memory.put(Key.of("a"), new byte[1000], MemoryStore.noneOf());
    CountingReads counting = new CountingReads(memory);
    ResilientSource counted = new ResilientSource(counting, host);

    counting.cutTo(400);
    try (InputStream in = counted.read(listed).bytes(new ByteRange(0, 1000))) {
      assertThat(in.readAllBytes()).hasSize(1000);
    }
    counting.addBytes(1);
    try (InputStream in = counted.read(listed).bytes(new ByteRange(0, 900))) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_BYTES));
    }
  }

  @Test
  void aBodyThatDripsIsBrokenOffAndTakenUpAgain() throws Exception {
    Listed listed = memory.put(Key.of("a"), new byte[1000], MemoryStore.noneOf());
    CountingReads counting = new CountingReads(memory);
    counting.drip(() -> ticker.pass(Duration.ofSeconds(1)));
    ResilientSource counted = new ResilientSource(counting, host);

    try (InputStream in = counted.read(listed).bytes(new ByteRange(0, 100))) {
      assertThat(in.readAllBytes()).hasSize(100);
    }
    assertThat(counting.ranges()).hasSizeGreaterThan(1);
  }

  @Test
  void whatIsForGoodIsNotTriedAgain() {
    faulty.failNth(1, When.BEFORE, Reason.FORBIDDEN);
    assertThatThrownBy(source::describe).isInstanceOf(StoreException.class);
    assertThat(faulty.calls(Call.DESCRIBE)).isOne();
    assertThat(ticker.passed()).isZero();
  }

  @Test
  void patienceEndsWithTheLimitAndSaysHowOftenItWasTried() {
    faulty.failFrom(1, Reason.UNAVAILABLE);
    assertThatThrownBy(source::describe)
        .isInstanceOf(StoreException.class)
        .hasMessageMatching(".*tried \\d+ times in \\d+ s.*");
    assertThat(ticker.passed()).isLessThanOrEqualTo(RetryPolicy.DEFAULT.limit());
    assertThat(faulty.calls(Call.DESCRIBE)).isBetween(10L, 40L);
  }

  @Test
  void nothingIsTriedAgainOnceTheRunIsToStop() {
    halted.set(true);
    faulty.failNth(1, When.BEFORE, Reason.UNAVAILABLE);
    assertThatThrownBy(source::describe).isInstanceOf(StoreException.class);
    assertThat(faulty.calls(Call.DESCRIBE)).isOne();
  }

  @Test
  void theHostsOwnWordOnWhenToComeBackIsKept() {
    StoreException slowDown =
        new StoreException(Reason.THROTTLED, "slow down", "Wait.", Duration.ofSeconds(40), null);
    faulty.fail(made -> made.nthOfAll() == 1, When.BEFORE, () -> slowDown);
    source.describe();
    assertThat(ticker.passed()).isGreaterThanOrEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void retriesOfOneHostAreSpacedOutOnceTheBurstIsSpent() {
    RetryBudget budget = new RetryBudget(RetryPolicy.DEFAULT, 0);
    for (int i = 0; i < RetryPolicy.DEFAULT.burst(); i++) {
      assertThat(budget.take(0)).isZero();
    }
    assertThat(budget.take(0)).isEqualTo(Duration.ofMillis(50));
    assertThat(budget.take(0)).isEqualTo(Duration.ofMillis(100));
    assertThat(budget.take(Duration.ofSeconds(1).toNanos())).isZero();
  }

  @Test
  void aPlaceAtTheHostIsGivenBackWhateverHappens() throws Exception {
    memory.put("a", "content");
    for (int n = 1; n < 30; n++) {
      faulty.reset();
      Reason reason = Reason.values()[n % Reason.values().length];
      faulty.failNth(1 + n % 6, When.AFTER, reason);
      try {
        readAll();
      } catch (StoreException e) {
        assertThat(e.reason()).isEqualTo(reason);
      }
      assertThat(host.gate.inside()).isZero();
    }
  }
}
