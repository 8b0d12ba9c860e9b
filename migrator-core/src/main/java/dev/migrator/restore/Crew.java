package dev.migrator.restore;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Works on a stream of items with several threads. They are platform threads: restoring
/// decompresses and syncs files, which would block the few threads that virtual ones share.
final class Crew<T> {
  private final Supplier<@Nullable T> items;
  private final Consumer<T> task;
  private final Halt halt;
  private final ReentrantLock taking = new ReentrantLock();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  private Crew(Supplier<@Nullable T> items, Consumer<T> task, Halt halt) {
    this.items = items;
    this.task = task;
    this.halt = halt;
  }

  /// Applies `task` to every item. The first failure halts the run and is rethrown once all tasks
  /// have ended. A stop ends them too, but throws nothing, nor do failures that come after it.
  /// Nothing outlives this call.
  ///
  /// @param items called by one thread at a time; null at the end
  /// @param atOnce most items at one time, at least 1
  static <T> void forEach(Supplier<@Nullable T> items, int atOnce, Halt halt, Consumer<T> task) {
    Crew<T> crew = new Crew<>(items, task, halt);
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      for (int i = 0; i < atOnce; i++) {
        threads.execute(crew::work);
      }
    }
    crew.rethrow();
  }

  private void work() {
    try {
      for (T item = take(); item != null; item = take()) {
        task.accept(item);
      }
    } catch (RuntimeException e) {
      if (!halt.isStopped()) {
        fail(e);
      }
    } catch (Error e) {
      fail(e);
    }
  }

  private void fail(Throwable e) {
    failure.compareAndSet(null, e);
    halt.fail();
  }

  private @Nullable T take() {
    taking.lock();
    try {
      return halt.isStopped() ? null : items.get();
    } finally {
      taking.unlock();
    }
  }

  private void rethrow() {
    switch (failure.get()) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
    }
  }
}
