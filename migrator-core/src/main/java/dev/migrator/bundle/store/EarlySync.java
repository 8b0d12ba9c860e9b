package dev.migrator.bundle.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Brings a file to the disk while it is written, so that its end does not wait for all of it. Not
/// for several threads.
final class EarlySync {
  private static final long WORTH_BYTES = 64L << 20;

  private final Callable<Void> sync;
  private long waitingBytes;
  private @Nullable FutureTask<Void> running;

  /// @param sync brings to the disk what was written before; fails with [IOException] only
  EarlySync(Callable<Void> sync) {
    this.sync = sync;
  }

  /// @throws IOException if what was written before did not reach the disk: the system tells it
  ///   once
  void wrote(int bytes) throws IOException {
    waitingBytes += bytes;
    if (waitingBytes >= WORTH_BYTES && (running == null || running.isDone())) {
      join();
      waitingBytes = 0;
      running = new FutureTask<>(sync);
      Thread.ofPlatform().daemon().name("sync").start(running);
    }
  }

  /// Waits for what is under way.
  ///
  /// @throws IOException as [#wrote]
  void join() throws IOException {
    FutureTask<Void> last = running;
    running = null;
    if (last == null) {
      return;
    }
    try {
      last.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the disk was waited for");
    }
  }
}
