package dev.migrator.bundle.store;

import dev.migrator.store.BlobStore;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Gathers a file in memory and sends it off part by part; a file below one part's size goes in a
/// single request.
final class BucketFileWriter implements BundleStore.FileWriter {
  private static final int FIRST_BUFFER_BYTES = 64 << 10;

  private final BlobStore blobs;
  private final String path;
  private final int partBytes;
  private final Runnable ensureHeld;

  private byte[] buffer;
  private int buffered;
  private long position;
  private boolean finished;
  private @Nullable PartUploads uploads;

  /// @param ensureHeld throws if the bundle is not ours any more
  BucketFileWriter(BlobStore blobs, String path, int partBytes, Runnable ensureHeld) {
    this.blobs = blobs;
    this.path = path;
    this.partBytes = partBytes;
    this.ensureHeld = ensureHeld;
    this.buffer = new byte[Math.min(partBytes, FIRST_BUFFER_BYTES)];
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int from = offset; from < end; ) {
      if (buffered == partBytes) {
        sendPart();
      }
      int count = Math.min(end - from, partBytes - buffered);
      ensureRoom(count);
      System.arraycopy(bytes, from, buffer, buffered, count);
      buffered += count;
      from += count;
    }
    position += length;
  }

  private void ensureRoom(int count) {
    if (buffered + count > buffer.length) {
      long doubled = Math.max(buffer.length * 2L, buffered + count);
      buffer = Arrays.copyOf(buffer, (int) Math.min(partBytes, doubled));
    }
  }

  private void sendPart() {
    if (uploads == null) {
      uploads = new PartUploads(blobs.startUpload(path));
    }
    buffer = uploads.send(buffer, buffered);
    buffered = 0;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void finish() {
    if (finished) {
      throw new IllegalStateException("finished already: " + path);
    }
    if (uploads != null && buffered > 0) {
      sendPart();
    }
    ensureHeld.run();
    if (uploads == null) {
      blobs.put(path, Arrays.copyOf(buffer, buffered));
    } else {
      uploads.complete();
    }
    finished = true;
  }

  @Override
  public void close() {
    if (uploads != null) {
      uploads.close();
    }
  }
}
