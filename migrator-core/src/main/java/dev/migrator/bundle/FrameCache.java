package dev.migrator.bundle;

import dev.migrator.bundle.volume.FrameReader;
import dev.migrator.bundle.volume.FramedFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The content of the frames used last, so that small objects that share a frame cost one
/// decompression. Of several threads that want the same frame one decompresses it. Safe for many
/// threads.
final class FrameCache {
  /// A frame that holds more is not to be put here.
  static final int MAX_FRAME_BYTES = 4 << 20;

  private static final int MAX_FRAMES = 16;

  private record Frame(String path, int number) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Frame, FutureTask<byte[]>> frames =
      new LinkedHashMap<>(MAX_FRAMES, 0.75f, true);

  /// @throws dev.migrator.error.BundleDamagedException if the frame cannot be decompressed
  byte[] content(FramedFile file, int number) {
    Frame frame = new Frame(file.path(), number);
    FutureTask<byte[]> task = taskOf(frame, file);
    task.run(); // has no effect where another thread runs it
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while another thread read " + file.path());
    } catch (ExecutionException e) {
      forget(frame, task);
      throw unchecked(e.getCause());
    }
  }

  private FutureTask<byte[]> taskOf(Frame frame, FramedFile file) {
    lock.lock();
    try {
      FutureTask<byte[]> task =
          frames.computeIfAbsent(frame, key -> new FutureTask<>(() -> read(file, key.number())));
      if (frames.size() > MAX_FRAMES) {
        frames.remove(frames.keySet().iterator().next());
      }
      return task;
    } finally {
      lock.unlock();
    }
  }

  private static byte[] read(FramedFile file, int number) {
    try (FrameReader reader = file.frames(number, number + 1)) {
      return reader.readFrame();
    }
  }

  private void forget(Frame frame, FutureTask<byte[]> task) {
    lock.lock();
    try {
      frames.remove(frame, task);
    } finally {
      lock.unlock();
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable cause) {
    return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
  }
}
