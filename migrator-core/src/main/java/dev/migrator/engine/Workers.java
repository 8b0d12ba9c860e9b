package dev.migrator.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Threads that run the units of a queue until it is empty. The first failure closes the queue:
/// units that run come to their own end, none is started.
///
/// The threads are platform threads: units compress and sync files, which would block the few
/// threads that virtual ones share.
public final class Workers<U> {

  /// Runs one unit.
  public interface Job<U> {
    void run(U unit) throws InterruptedException;
  }

  private final WorkQueue<U> queue;
  private final Job<U> job;
  private final Consumer<@Nullable Throwable> ended;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicInteger alive;
  private final List<Thread> threads = new ArrayList<>();

  private Workers(int count, WorkQueue<U> queue, Job<U> job, Consumer<@Nullable Throwable> ended) {
    this.queue = queue;
    this.job = job;
    this.ended = ended;
    this.alive = new AtomicInteger(count);
  }

  /// Starts `count` threads.
  ///
  /// @param ended is told once, by the last thread, with the first failure or null
  public static <U> Workers<U> start(
      int count, WorkQueue<U> queue, Job<U> job, Consumer<@Nullable Throwable> ended) {
    Workers<U> workers = new Workers<>(count, queue, job, ended);
    for (int i = 0; i < count; i++) {
      workers.threads.add(Thread.ofPlatform().name("worker-" + i).unstarted(workers::work));
    }
    workers.threads.forEach(Thread::start);
    return workers;
  }

  /// Waits until no thread is left.
  public void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void work() {
    try {
      for (U unit = queue.take(); unit != null; unit = queue.take()) {
        try {
          job.run(unit);
        } finally {
          queue.done();
        }
      }
    } catch (Throwable e) { // an error too must end the run, not just this thread
      failure.compareAndSet(null, e);
      queue.close();
    } finally {
      if (alive.decrementAndGet() == 0) {
        ended.accept(failure.get());
      }
    }
  }
}
