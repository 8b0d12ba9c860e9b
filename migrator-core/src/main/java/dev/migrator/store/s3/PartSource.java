package dev.migrator.store.s3;

import dev.migrator.store.ObjectTarget.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// An object's bytes, part after part; opened anew only where a part is asked for again. Not for
/// several threads.
final class PartSource implements AutoCloseable {
  private final Bytes bytes;
  private long position;
  private @Nullable InputStream in;

  PartSource(Bytes bytes) {
    this.bytes = bytes;
  }

  /// Ends after exactly `sizeBytes`, or throws.
  InputStream part(long offset, long sizeBytes) {
    return new PartStream(at(offset), sizeBytes);
  }

  private InputStream at(long offset) {
    try {
      InputStream open = in;
      if (open == null || position != offset) {
        close();
        open = bytes.open();
        in = open;
        open.skipNBytes(offset);
        position = offset;
      }
      return open;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    InputStream open = in;
    in = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final class PartStream extends InputStream {
    private final InputStream body;
    private long left;

    PartStream(InputStream body, long sizeBytes) {
      this.body = body;
      this.left = sizeBytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = body.read(buffer, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("the bytes end " + left + " bytes before their part does");
      }
      left -= count;
      position += count;
      return count;
    }
  }
}
