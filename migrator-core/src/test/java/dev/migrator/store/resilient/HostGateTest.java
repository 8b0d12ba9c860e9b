package dev.migrator.store.resilient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class HostGateTest {
  private final HostGate gate = new HostGate(16);

  @Test
  void halvesOnceForAllCallsThatWereUnderWay() throws Exception {
    int[] tickets = new int[8];
    for (int i = 0; i < 8; i++) {
      tickets[i] = gate.enter();
    }
    for (int ticket : tickets) {
      gate.leaveThrottled(ticket);
    }
    assertThat(gate.limit()).isEqualTo(8);
    gate.leaveThrottled(gate.enter());
    assertThat(gate.limit()).isEqualTo(4);
  }

  @Test
  void neverFallsBelowOneAndGrowsBackToItsMost() throws Exception {
    for (int i = 0; i < 10; i++) {
      gate.leaveThrottled(gate.enter());
    }
    assertThat(gate.limit()).isEqualTo(1);
    for (int i = 0; i < 200; i++) {
      gate.enter();
      gate.leave();
    }
    assertThat(gate.limit()).isEqualTo(16);
  }

  @Test
  void neverLetsInMoreThanItsMostNorForgetsWhoWaits() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch ended = new CountDownLatch(64);
    for (int i = 0; i < 64; i++) {
      Thread.ofVirtual().start(() -> visit(inside, most, ended));
    }
    ended.await();
    assertThat(most.get()).isBetween(1, 16);
    assertThat(gate.inside()).isZero();
  }

  private void visit(AtomicInteger inside, AtomicInteger most, CountDownLatch ended) {
    try {
      for (int i = 0; i < 200; i++) {
        int ticket = gate.enter();
        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
        Thread.yield();
        inside.decrementAndGet();
        if (i % 17 == 0) {
          gate.leaveThrottled(ticket);
        } else {
          gate.leave();
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      ended.countDown();
    }
  }
}
