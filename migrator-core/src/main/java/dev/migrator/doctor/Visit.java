package dev.migrator.doctor;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Extent;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.engine.StopSignal;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.MigratorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// One checkup on its way, on a thread of its own.
final class Visit implements Findings {
  private static final Duration STOP_LOOK = Duration.ofMillis(100);

  private final Subject subject;
  private final AtTheLimit atTheLimit;
  private final StopSignal stop;
  private final Thread thread;
  private final Semaphore room;
  private final AtomicBoolean hasLeft = new AtomicBoolean();
  private volatile OptionalLong begunNanos = OptionalLong.empty();
  private final List<Check> found = new ArrayList<>();

  /// Being broken off is no finding.
  private boolean isOver;

  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile Optional<Extent> extent = Optional.empty();

  /// What becomes of one that takes too long.
  enum AtTheLimit {
    BREAK_OFF,
    LEAVE_ALONE
  }

  private Visit(
      Subject subject, Checkup checkup, AtTheLimit atTheLimit, Semaphore room, StopSignal stop) {
    this.subject = subject;
    this.room = room;
    this.atTheLimit = atTheLimit;
    this.stop = stop;
    this.thread = Thread.ofVirtual().unstarted(() -> run(checkup));
  }

  /// @param room for so many at one time; the others begin when one leaves
  static Visit begin(
      Subject subject, Checkup checkup, AtTheLimit atTheLimit, Semaphore room, StopSignal stop) {
    Visit visit = new Visit(subject, checkup, atTheLimit, room, stop);
    visit.thread.start();
    return visit;
  }

  private void run(Checkup checkup) {
    try {
      room.acquire();
      begunNanos = OptionalLong.of(System.nanoTime());
      checkup.run(this);
      end.complete(null);
    } catch (InterruptedException | InterruptedRunException e) {
      end.complete(null); // it was broken off, which is told
    } catch (MigratorException e) {
      add(Check.failure(Topic.CONTENT, String.valueOf(e.getMessage()), new Mend.ByHand(e.hint())));
      end.complete(null);
    } catch (RuntimeException | Error e) {
      end.completeExceptionally(e);
    } finally {
      leave();
    }
  }

  private void leave() {
    if (begunNanos.isPresent() && hasLeft.compareAndSet(false, true)) {
      room.release();
    }
  }

  Subject subject() {
    return subject;
  }

  Optional<Extent> extent() {
    return extent;
  }

  @Override
  public void add(Check check) {
    synchronized (found) {
      if (!isOver) {
        found.add(check);
      }
    }
  }

  @Override
  public void extent(Extent told) {
    extent = Optional.of(told);
  }

  /// All that it finds from its beginning until the limit.
  List<Check> checks(Duration limit) {
    boolean hasEnded = awaitEnd(limit);
    synchronized (found) {
      isOver = true;
      if (!hasEnded) {
        found.add(tooLong(limit));
      }
    }
    if (!hasEnded) {
      breakOff();
      leave();
    }
    return List.copyOf(found);
  }

  private boolean awaitEnd(Duration limit) {
    while (true) {
      if (stop.isStopped()) {
        throw stopped();
      }
      if (passed().compareTo(limit) >= 0 && !end.isDone()) {
        return false;
      }
      if (hasEndedWithin(STOP_LOOK)) {
        return true;
      }
    }
  }

  /// Since it began.
  private Duration passed() {
    long now = System.nanoTime();
    return Duration.ofNanos(now - begunNanos.orElse(now));
  }

  private void breakOff() {
    if (atTheLimit == AtTheLimit.BREAK_OFF) {
      thread.interrupt();
    }
  }

  private static InterruptedRunException stopped() {
    return new InterruptedRunException(
        "stopped before all was looked at", "Run the same command again.");
  }

  /// Gives it time to remove what it wrote; breaks off what writes nothing.
  ///
  /// @param until by `System.nanoTime()`
  void end(long until) {
    breakOff();
    if (atTheLimit == AtTheLimit.LEAVE_ALONE && !end.isDone()) {
      hasEndedWithin(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
    }
  }

  private boolean hasEndedWithin(Duration time) {
    try {
      end.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the checkup of " + subject.label() + " broke", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException(
          "stopped before all was looked at", "Run the same command again.", e);
    }
  }

  private Check tooLong(Duration limit) {
    String seen = "gave no answer within %d s to what was asked next".formatted(limit.toSeconds());
    return switch (atTheLimit) {
      case BREAK_OFF ->
          Check.failure(
              Topic.REACHABLE,
              seen,
              new Mend.ByHand(
                  "See what holds up the host, or what lies between, and run it again."));
      case LEAVE_ALONE ->
          Check.failure(
              Topic.REACHABLE,
              seen + "; something called migrator-canary may have been left there",
              new Mend.ByHand("Remove what is called migrator-canary-… there, and run it again."));
    };
  }
}
