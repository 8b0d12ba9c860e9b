package dev.migrator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class WorkQueueTest {
  private final WorkQueue<Integer> queue = new WorkQueue<>(Comparator.naturalOrder());

  private CompletableFuture<@Nullable Integer> taken() {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return queue.take();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void whatComesAfterABoundIsNotHandedOutUntilTheBoundGoes() throws InterruptedException {
    queue.put(5);
    queue.put(3);
    queue.holdBackAfter(3);
    assertThat(queue.take()).isEqualTo(3);
    queue.done();
    CompletableFuture<@Nullable Integer> next = taken();
    await(queue::isHungry);
    assertThat(next).isNotDone();
    queue.holdBackAfter(null);
    assertThat(next.join()).isEqualTo(5);
  }

  @Test
  void whoFindsOnlyWhatIsHeldBackAsksForAShareOfWhatIsRun() throws InterruptedException {
    queue.put(1);
    queue.put(9);
    assertThat(queue.take()).isEqualTo(1);
    queue.holdBackAfter(5);
    CompletableFuture<@Nullable Integer> next = taken();
    await(queue::isHungry);
    queue.put(1);
    assertThat(next.join()).isEqualTo(1);
    assertThat(queue.isHungry()).isFalse();
  }

  @Test
  void whereAllThatWaitsIsHeldBackNothingElseIsToBeDone() {
    queue.put(9);
    queue.hold();
    assertThat(queue.isOnlyHeld()).isFalse();
    queue.holdBackAfter(5);
    assertThat(queue.isOnlyHeld()).isTrue();
  }

  @Test
  void itIsStarvedOnceNobodyHasFoundAnythingForSomeTime() throws InterruptedException {
    queue.put(1);
    assertThat(queue.take()).isEqualTo(1);
    assertThat(queue.isStarved(Duration.ZERO)).isFalse();
    taken();
    await(() -> queue.isStarved(Duration.ofMillis(50)));
    assertThat(queue.isStarved(Duration.ofHours(1))).isFalse();
    queue.close();
  }

  @Test
  void closingEndsAlsoWhoWaitsForWhatIsHeldBack() {
    queue.put(9);
    queue.holdBackAfter(5);
    CompletableFuture<@Nullable Integer> next = taken();
    await(queue::isHungry);
    assertThat(queue.close()).containsExactly(9);
    assertThat(next.join()).isNull();
  }

  @Test
  void ofSeveralThatArePutAtOnceTheFirstInTheOrderIsTakenFirst() throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      queue.hold();
      CompletableFuture<@Nullable Integer> first = taken();
      queue.putAll(List.of(9, 5, 7));
      assertThat(first.join()).isEqualTo(5);
      assertThat(queue.take()).isEqualTo(7);
      assertThat(queue.take()).isEqualTo(9);
      queue.release();
    }
  }
}
