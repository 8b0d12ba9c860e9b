package dev.migrator.engine;

import dev.migrator.error.InterruptedRunException;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Runs tasks ahead on virtual threads and hands their results over in the order of submission, all
/// on the one thread that owns it.
///
/// Bytes are taken from the budget in the order of submission and given back when the result was
/// handed over. The owner waits for bytes only while no task of its own holds any, so that several
/// owners can share a budget.
public final class Ahead<R> implements AutoCloseable {
  private static final long LOOK_UP_MILLIS = 100;

  /// Takes one result. Must not submit.
  public interface Taker<R> {
    void take(R result) throws InterruptedException;
  }

  private final int maxTasks;
  private final ByteBudget budget;
  private final BooleanSupplier halted;
  private final Taker<R> taker;
  private final ArrayDeque<Slot<R>> slots = new ArrayDeque<>();

  /// @param maxTasks most results not handed over yet, at least 1
  /// @param halted once it says true, waiting for a task ends with [InterruptedRunException]
  public Ahead(int maxTasks, ByteBudget budget, BooleanSupplier halted, Taker<R> taker) {
    this.maxTasks = maxTasks;
    this.budget = budget;
    this.halted = halted;
    this.taker = taker;
  }

  /// Starts a task; may hand over earlier results first, or fail as one of them did.
  ///
  /// @param bytes what the task and its result hold
  public void submit(long bytes, Callable<R> task) throws InterruptedException {
    makeRoom();
    while (!budget.tryTake(bytes)) {
      if (slots.isEmpty()) {
        budget.take(bytes);
        break;
      }
      takeOldest();
    }
    Slot<R> slot = Slot.running(task, bytes);
    slots.add(slot);
    slot.start();
    takeReady();
  }

  /// Adds a result that is there already.
  public void pass(R result) throws InterruptedException {
    if (slots.isEmpty()) {
      taker.take(result);
      return;
    }
    makeRoom();
    slots.add(Slot.ready(result));
    takeReady();
  }

  /// Hands over everything submitted so far.
  public void drain() throws InterruptedException {
    while (!slots.isEmpty()) {
      takeOldest();
    }
  }

  private void makeRoom() throws InterruptedException {
    while (slots.size() >= maxTasks) {
      takeOldest();
    }
  }

  private void takeReady() throws InterruptedException {
    for (Slot<R> oldest = slots.peek(); oldest != null && oldest.isDone(); oldest = slots.peek()) {
      takeOldest();
    }
  }

  private void takeOldest() throws InterruptedException {
    R result = slots.element().await(halted);
    Slot<R> slot = slots.remove();
    try {
      taker.take(result);
    } finally {
      budget.give(slot.bytes);
    }
  }

  /// Interrupts what still runs, waits for its end, and drops the results.
  @Override
  public void close() {
    slots.forEach(Slot::interrupt);
    for (Slot<R> slot : slots) {
      slot.join();
      budget.give(slot.bytes);
    }
    slots.clear();
  }

  private static final class Slot<R> {
    final long bytes;
    private final @Nullable R result;
    private final @Nullable FutureTask<R> task;
    private final @Nullable Thread thread;

    private Slot(long bytes, @Nullable R result, @Nullable FutureTask<R> task) {
      this.bytes = bytes;
      this.result = result;
      this.task = task;
      this.thread = task == null ? null : Thread.ofVirtual().unstarted(task);
    }

    static <R> Slot<R> running(Callable<R> callable, long bytes) {
      return new Slot<>(bytes, null, new FutureTask<>(callable));
    }

    static <R> Slot<R> ready(R result) {
      return new Slot<>(0, result, null);
    }

    void start() {
      if (thread != null) {
        thread.start();
      }
    }

    boolean isDone() {
      return task == null || task.isDone();
    }

    R await(BooleanSupplier halted) throws InterruptedException {
      if (result != null) {
        return result;
      }
      while (true) {
        try {
          return java.util.Objects.requireNonNull(task).get(LOOK_UP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          if (halted.getAsBoolean()) {
            throw new InterruptedRunException(
                "stopped while a read was under way", "Run the same command again to go on.", e);
          }
        } catch (ExecutionException e) {
          throw rethrown(e.getCause());
        }
      }
    }

    private static RuntimeException rethrown(@Nullable Throwable cause) {
      return switch (cause) {
        case RuntimeException unchecked -> unchecked;
        case Error error -> throw error;
        case null, default -> new IllegalStateException("a task failed", cause);
      };
    }

    void interrupt() {
      if (thread != null) {
        thread.interrupt();
      }
    }

    void join() {
      boolean interrupted = false;
      while (thread != null && thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
