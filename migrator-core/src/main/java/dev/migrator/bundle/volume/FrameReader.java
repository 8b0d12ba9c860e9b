package dev.migrator.bundle.volume;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// The content of consecutive frames, frame by frame: memory for one frame at a time. Throws
/// [dev.migrator.error.StoreException] where the stored bytes do not come, and
/// [dev.migrator.error.BundleDamagedException] where they are no such frames. Not for several
/// threads.
public final class FrameReader extends InputStream {
  private final String path;
  private final SeekTable table;
  private final int toFrame;
  private final @Nullable InputStream stored;
  private final @Nullable MessageDigest digest;
  private final ZstdDecompressCtx context = new ZstdDecompressCtx();
  private int nextFrame;
  private byte[] compressed = new byte[0];
  private byte[] content = new byte[0];
  private int position;
  private int limit;

  /// @param digest that stored bytes go to, null for none
  FrameReader(
      BundleFiles store,
      String path,
      SeekTable table,
      int fromFrame,
      int toFrame,
      @Nullable MessageDigest digest) {
    this.digest = digest;
    this.path = path;
    this.table = table;
    this.nextFrame = fromFrame;
    this.toFrame = toFrame;
    long from = table.storedOffset(fromFrame);
    long sizeBytes = table.storedOffset(toFrame) - from;
    stored = sizeBytes == 0 ? null : store.read(path, from, sizeBytes);
  }

  /// The hash of the stored file, once all frames were read.
  ///
  /// @throws IllegalStateException if they were not, or the hash was not asked for
  public Sha256 storedSha256() {
    if (digest == null || nextFrame < toFrame) {
      throw new IllegalStateException("not all of " + path + " was read for its hash");
    }
    digest.update(table.encode());
    return Sha256.of(digest);
  }

  /// Content of one frame, whole; empty at the end. Not to be mixed with the other methods.
  public byte[] readFrame() {
    while (position == limit && nextFrame < toFrame) {
      load();
    }
    byte[] frame = java.util.Arrays.copyOfRange(content, position, limit);
    position = limit;
    return frame;
  }

  @Override
  public int read() {
    return fill() ? content[position++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int size = Math.min(length, limit - position);
    System.arraycopy(content, position, bytes, offset, size);
    position += size;
    return size;
  }

  @Override
  public long skip(long count) {
    long skipped = 0;
    while (skipped < count && fill()) {
      int size = (int) Math.min(count - skipped, limit - position);
      position += size;
      skipped += size;
    }
    return skipped;
  }

  @Override
  public int available() {
    return limit - position;
  }

  private boolean fill() {
    while (position == limit) {
      if (nextFrame == toFrame) {
        return false;
      }
      load();
    }
    return true;
  }

  private void load() {
    int storedBytes = table.storedBytes(nextFrame);
    int contentBytes = table.contentBytes(nextFrame);
    compressed = atLeast(compressed, storedBytes);
    content = atLeast(content, contentBytes);
    readFully(storedBytes);
    if (digest != null) {
      digest.update(compressed, 0, storedBytes);
    }
    if (contentBytes > 0) {
      decompress(storedBytes, contentBytes);
    } else if (!isSkippable()) {
      throw FramedFile.damaged(path, "frame " + nextFrame + " is not the one in its seek table");
    }
    nextFrame++;
    position = 0;
    limit = contentBytes;
  }

  private void readFully(int storedBytes) {
    try {
      if (stored == null || stored.readNBytes(compressed, 0, storedBytes) != storedBytes) {
        throw BundleFiles.brokeOff(path, null);
      }
    } catch (IOException e) {
      throw BundleFiles.brokeOff(path, e);
    }
  }

  private void decompress(int storedBytes, int contentBytes) {
    int size;
    try {
      size = context.decompressByteArray(content, 0, contentBytes, compressed, 0, storedBytes);
    } catch (ZstdException e) {
      throw FramedFile.damaged(path, "frame %d: %s".formatted(nextFrame, e.getMessage()));
    }
    if (size != contentBytes) {
      throw FramedFile.damaged(
          path, "frame %d holds %d bytes instead of %d".formatted(nextFrame, size, contentBytes));
    }
    String broken = FrameRules.broken(compressed);
    if (broken != null) {
      throw FramedFile.damaged(path, "frame " + nextFrame + " " + broken);
    }
  }

  private boolean isSkippable() {
    return (compressed[0] & 0xF0) == 0x50
        && compressed[1] == 0x2A
        && compressed[2] == 0x4D
        && compressed[3] == 0x18;
  }

  private static byte[] atLeast(byte[] buffer, int length) {
    return buffer.length >= length ? buffer : new byte[length];
  }

  @Override
  public void close() {
    context.close();
    try {
      if (stored != null) {
        stored.close();
      }
    } catch (IOException e) {
      throw BundleFiles.brokeOff(path, e);
    }
  }
}
