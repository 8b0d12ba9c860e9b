package dev.migrator.doctor;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Extent;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.MigratorException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One checkup on its way, on a thread of its own.
final class Visit implements Findings {
  private static final Duration STOP_LOOK = Duration.ofMillis(100);

  private final Subject subject;
  private final Terms terms;
  private final Thread thread;
  private final List<Check> found = new ArrayList<>();

  /// What comes late, as that it was broken off, is no finding.
  private boolean isOver;

  /// Of the checkup, or of the time that it has.
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  /// Follows the end.
  private final CompletableFuture<Void> counted;

  private volatile Optional<Extent> extent = Optional.empty();

  /// What becomes of one that takes too long.
  enum AtTheLimit {
    BREAK_OFF,
    LEAVE_ALONE
  }

  /// @param limit counts from its beginning
  /// @param room for so many at one time; the others begin when one ends
  /// @param progress is told of each that ends
  record Terms(
      Duration limit, AtTheLimit atTheLimit, Semaphore room, Progress progress, StopSignal stop) {}

  private Visit(Subject subject, Checkup checkup, Terms terms) {
    this.subject = subject;
    this.terms = terms;
    this.thread = Thread.ofVirtual().unstarted(() -> examine(checkup));
    this.counted = end.thenRun(() -> terms.progress.done(1, 0));
  }

  static Visit begin(Subject subject, Checkup checkup, Terms terms) {
    Visit visit = new Visit(subject, checkup, terms);
    Thread.ofVirtual().start(visit::watch);
    return visit;
  }

  /// Waits for room, then for the end.
  private void watch() {
    try {
      terms.room.acquire();
      try {
        run();
      } finally {
        terms.room.release();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts it", e);
    }
  }

  private void run() throws InterruptedException {
    if (terms.stop.isStopped()) {
      end.complete(null);
      return;
    }
    thread.start();
    if (!thread.join(terms.limit)) {
      giveUp();
    }
  }

  private void examine(Checkup checkup) {
    try {
      checkup.run(this);
      end.complete(null);
    } catch (InterruptedRunException e) {
      end.complete(null); // it was broken off, which is told
    } catch (MigratorException e) {
      add(Check.failure(Topic.CONTENT, String.valueOf(e.getMessage()), new Mend.ByHand(e.hint())));
      end.complete(null);
    } catch (RuntimeException | Error e) {
      end.completeExceptionally(e);
    }
  }

  private void giveUp() {
    synchronized (found) {
      isOver = true;
      found.add(tooLong(terms.limit));
    }
    end.complete(null);
    breakOff();
  }

  private void breakOff() {
    if (terms.atTheLimit == AtTheLimit.BREAK_OFF) {
      thread.interrupt();
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

  /// All that it found, when it has ended or its time is over.
  List<Check> checks() {
    while (!hasEndedWithin(STOP_LOOK)) {
      if (terms.stop.isStopped()) {
        throw stopped(null);
      }
    }
    synchronized (found) {
      return List.copyOf(found);
    }
  }

  private static InterruptedRunException stopped(@Nullable Exception cause) {
    return new InterruptedRunException(
        "stopped before all was looked at", "Run the same command again.", cause);
  }

  /// Ends it early: gives it time to remove what it wrote, breaks off what writes nothing.
  ///
  /// @param until by `System.nanoTime()`
  void end(long until) {
    breakOff();
    if (terms.atTheLimit == AtTheLimit.LEAVE_ALONE) {
      hasEndedWithin(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
    }
  }

  private boolean hasEndedWithin(Duration time) {
    try {
      counted.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the checkup of " + subject.label() + " broke", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw stopped(e);
    }
  }

  private Check tooLong(Duration limit) {
    String seen = "gave no answer within %d s to what was asked next".formatted(limit.toSeconds());
    return switch (terms.atTheLimit) {
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
