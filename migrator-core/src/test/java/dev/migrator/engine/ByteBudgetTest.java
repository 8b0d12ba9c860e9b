package dev.migrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ByteBudgetTest {

  @Test
  void whoWaitsForMuchIsServedBeforeWhoAsksForLittleLater() throws Exception {
    ByteBudget budget = new ByteBudget(10 << 10);
    budget.take(8 << 10);
    Thread large = Thread.ofVirtual().start(() -> takeQuietly(budget, 10 << 10));
    while (!budget.hasWaiters()) {
      Thread.onSpinWait();
    }

    assertThat(budget.tryTake(1 << 10)).isFalse();
    budget.give(8 << 10);
    large.join();
    assertThat(budget.freeBytes()).isZero();
  }

  @Test
  void moreThanTheWholeBudgetIsTheWhole() throws Exception {
    ByteBudget budget = new ByteBudget(10 << 10);
    budget.take(1 << 30);
    assertThat(budget.freeBytes()).isZero();
    budget.give(1 << 30);
    assertThat(budget.freeBytes()).isEqualTo(10 << 10);
  }

  /// Taking the bytes inside the tasks instead, or waiting while results lie ready, makes this
  /// hang.
  @Test
  @Timeout(60)
  void ownersThatShareABudgetNeitherDeadlockNorExceedIt() throws Exception {
    long capacity = 64 << 10;
    ByteBudget budget = new ByteBudget(capacity);
    AtomicLong held = new AtomicLong();
    List<Future<?>> owners = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        Random random = new Random(i);
        owners.add(threads.submit(() -> runOwner(budget, capacity, held, random)));
      }
    }
    for (Future<?> owner : owners) {
      owner.get(0, TimeUnit.SECONDS);
    }
    assertThat(budget.freeBytes()).isEqualTo(capacity);
  }

  private static boolean runOwner(ByteBudget budget, long capacity, AtomicLong held, Random random)
      throws Exception {
    Ahead.Taker<Long> release = bytes -> held.addAndGet(-bytes);
    try (Ahead<Long> ahead = new Ahead<>(16, budget, () -> false, release)) {
      for (int i = 0; i < 2_000; i++) {
        long bytes = (1L + random.nextInt(i % 50 == 0 ? 64 : 8)) << 10;
        ahead.submit(
            bytes,
            () -> {
              assertThat(held.addAndGet(bytes)).isLessThanOrEqualTo(capacity);
              Thread.yield();
              return bytes;
            });
      }
      ahead.drain();
    }
    return true;
  }

  private static void takeQuietly(ByteBudget budget, long bytes) {
    try {
      budget.take(bytes);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
