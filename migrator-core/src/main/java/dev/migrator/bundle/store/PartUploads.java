package dev.migrator.bundle.store;

import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.MigratorException;
import dev.migrator.store.BlobStore;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// Sends one part in the background while the next is gathered: two buffers a file. One thread
/// only.
final class PartUploads implements AutoCloseable {
  private final BlobStore.Upload upload;
  private @Nullable FutureTask<byte[]> inFlight;

  PartUploads(BlobStore.Upload upload) {
    this.upload = upload;
  }

  /// Sends the first `length` of `part`, which is not the caller's any more.
  ///
  /// @return a buffer of at least that length to gather the next part in
  byte[] send(byte[] part, int length) {
    byte[] free = inFlight == null ? new byte[part.length] : await(inFlight);
    FutureTask<byte[]> sending =
        new FutureTask<>(() -> {
          upload.part(part, length);
          return part;
        });
    inFlight = sending;
    Thread.startVirtualThread(sending);
    return free.length < part.length ? new byte[part.length] : free;
  }

  void complete() {
    if (inFlight != null) {
      await(inFlight);
      inFlight = null;
    }
    upload.complete();
  }

  private static byte[] await(FutureTask<byte[]> sending) {
    try {
      return sending.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException(
          "interrupted while a part of a file was sent to the bundle",
          "Run the same command again to go on.",
          e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MigratorException failure) {
        throw failure;
      }
      throw new IllegalStateException("sending a part failed", e.getCause());
    }
  }

  /// Waits for the part in flight, because a part that lands after the abort would stay; its
  /// failure does not matter any more.
  @Override
  public void close() {
    FutureTask<byte[]> sending = inFlight;
    boolean interrupted = false;
    while (sending != null && !sending.isDone()) {
      try {
        sending.get();
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        break;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    upload.close();
  }
}
