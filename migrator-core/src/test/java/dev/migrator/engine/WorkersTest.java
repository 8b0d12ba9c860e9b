package dev.migrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WorkersTest {
  private final WorkQueue<Integer> queue = new WorkQueue<>();
  private final CompletableFuture<Throwable> ended = new CompletableFuture<>();

  /// Ending a worker as soon as nothing waits, although a running unit may put more, loses threads;
  /// counting a unit as done before its children are put ends the run early.
  @Test
  void unitsPutByRunningUnitsAreAllRunOnce() throws Exception {
    Map<Integer, Integer> runs = new ConcurrentHashMap<>();
    queue.put(1);
    Workers.start(
            6,
            queue,
            unit -> {
              runs.merge(unit, 1, Integer::sum);
              if (unit < 1 << 14) {
                queue.put(2 * unit);
                queue.put(2 * unit + 1);
              }
            },
            ended::complete)
        .join();

    assertThat(runs).hasSize((1 << 15) - 1).allSatisfy((_, count) -> assertThat(count).isOne());
    assertThat(ended.join()).isNull();
  }

  @Test
  void theFirstFailureEndsTheRunAndIsTold() throws Exception {
    IllegalStateException failure = new IllegalStateException("planted");
    for (int i = 0; i < 1_000; i++) {
      queue.put(i);
    }
    Workers<Integer> workers =
        Workers.start(
            4,
            queue,
            unit -> {
              if (unit == 10) {
                throw failure;
              }
            },
            ended::complete);
    workers.join();
    assertThat(ended.join()).isSameAs(failure);
  }

  @Test
  void theQueueIsHungryWhileAWorkerWaitsForARunningUnit() throws Exception {
    CountDownLatch shared = new CountDownLatch(1);
    queue.put(1);
    Workers<Integer> workers =
        Workers.start(
            2,
            queue,
            unit -> {
              if (unit == 2) {
                shared.countDown();
                return;
              }
              while (!queue.isHungry()) {
                Thread.onSpinWait();
              }
              queue.put(2);
              shared.await();
            },
            ended::complete);
    workers.join();
    assertThat(ended.join()).isNull();
    assertThat(queue.isHungry()).isFalse();
  }

  @Test
  void aClosedQueueHandsOutNothingMore() throws Exception {
    queue.put(1);
    assertThat(queue.close()).containsExactly(1);
    queue.put(2);
    assertThat(queue.take()).isNull();
  }
}
