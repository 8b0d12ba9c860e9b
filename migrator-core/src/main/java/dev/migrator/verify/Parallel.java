package dev.migrator.verify;

import dev.migrator.engine.WorkQueue;
import dev.migrator.engine.Workers;
import dev.migrator.error.InterruptedRunException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs tasks on all cores.
final class Parallel {
  private Parallel() {}

  /// Returns when all have run. The first failure is thrown, once those that run have ended.
  static void run(List<Runnable> tasks) {
    WorkQueue<Runnable> queue = new WorkQueue<>();
    tasks.forEach(queue::put);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    int cores = Runtime.getRuntime().availableProcessors();
    try {
      Workers.start(Math.min(cores, tasks.size()), queue, Runnable::run, failure::set).join();
    } catch (InterruptedException e) {
      queue.close();
      Thread.currentThread().interrupt();
      throw new InterruptedRunException(
          "verification was interrupted", "Run it again: it changes nothing.");
    }
    rethrow(failure.get());
  }

  private static void rethrow(@Nullable Throwable failure) {
    switch (failure) {
      case null -> {}
      case RuntimeException exception -> throw exception;
      case Error error -> throw error;
      default -> throw new IllegalStateException(failure);
    }
  }
}
