package dev.migrator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.InterruptedRunException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AheadTest {
  private final ByteBudget budget = new ByteBudget(1 << 20);
  private final List<Integer> taken = new ArrayList<>();

  @Test
  void resultsComeInTheOrderOfSubmissionWhateverEndsFirst() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    try (Ahead<Integer> ahead = new Ahead<>(4, budget, () -> false, taken::add)) {
      ahead.submit(
          1,
          () -> {
            second.await();
            return 1;
          });
      ahead.submit(
          1,
          () -> {
            second.countDown();
            return 2;
          });
      ahead.pass(3);
      ahead.drain();
    }
    assertThat(taken).containsExactly(1, 2, 3);
  }

  @Test
  void noMoreTasksRunThanAllowed() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Ahead<Integer> ahead = new Ahead<>(3, budget, () -> false, taken::add)) {
      for (int i = 0; i < 200; i++) {
        int number = i;
        ahead.submit(
            1,
            () -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.yield();
              running.decrementAndGet();
              return number;
            });
      }
      ahead.drain();
    }
    assertThat(most.get()).isBetween(1, 3);
    assertThat(taken).hasSize(200).isSorted();
  }

  @Test
  void aFailedTaskFailsItsOwnerInItsTurnAndNothingStaysHeld() throws Exception {
    IllegalStateException failure = new IllegalStateException("planted");
    try (Ahead<Integer> ahead = new Ahead<>(8, budget, () -> false, taken::add)) {
      ahead.submit(1000, () -> 1);
      assertThatThrownBy(
              () -> {
                ahead.submit(
                    1000,
                    () -> {
                      throw failure;
                    });
                ahead.drain();
              })
          .isSameAs(failure);
    }
    assertThat(taken).containsExactly(1);
    assertThat(budget.freeBytes()).isEqualTo(1 << 20);
  }

  @Test
  void aFailingTakerLeavesNothingHeld() throws Exception {
    IllegalStateException failure = new IllegalStateException("planted");
    Ahead.Taker<Integer> failing =
        _ -> {
          throw failure;
        };
    try (Ahead<Integer> ahead = new Ahead<>(8, budget, () -> false, failing)) {
      assertThatThrownBy(
              () -> {
                ahead.submit(1000, () -> 1);
                ahead.drain();
              })
          .isSameAs(failure);
    }
    assertThat(budget.freeBytes()).isEqualTo(1 << 20);
  }

  @Test
  void waitingEndsWhenTheRunIsToStopAndTheTaskIsInterrupted() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    try (Ahead<Integer> ahead = new Ahead<>(8, budget, () -> true, taken::add)) {
      ahead.submit(
          1000,
          () -> {
            try {
              new CountDownLatch(1).await();
              return 1;
            } finally {
              interrupted.countDown();
            }
          });
      assertThatThrownBy(ahead::drain).isInstanceOf(InterruptedRunException.class);
    }
    interrupted.await();
    assertThat(budget.freeBytes()).isEqualTo(1 << 20);
  }
}
