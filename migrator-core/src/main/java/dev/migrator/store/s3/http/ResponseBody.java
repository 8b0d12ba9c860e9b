package dev.migrator.store.s3.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// The body of an answer. Its connection is free for the next request as soon as the last byte was
/// read; a close before that drops the connection. Not for several threads.
abstract class ResponseBody extends InputStream {
  final WireInput in;
  private final Connection connection;
  private boolean ended;

  private ResponseBody(WireInput in, Connection connection) {
    this.in = in;
    this.connection = connection;
  }

  static InputStream of(ResponseHead head, String method, WireInput in, Connection connection)
      throws IOException {
    if (!head.isBodiless(method)) {
      if (head.isChunked()) {
        return new Chunked(in, connection);
      }
      long sizeBytes = head.bodyBytes();
      if (sizeBytes != 0) {
        return sizeBytes < 0 ? new ToTheEnd(in, connection) : new Sized(in, connection, sizeBytes);
      }
    }
    connection.release();
    return InputStream.nullInputStream();
  }

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public final int read(byte[] bytes, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    return length == 0 ? 0 : receive(bytes, offset, length);
  }

  /// @return -1 at the end, and only after [#end()]
  abstract int receive(byte[] bytes, int offset, int length) throws IOException;

  final void end() {
    ended = true;
    connection.release();
  }

  @Override
  public final void close() throws IOException {
    if (!ended) {
      ended = true;
      connection.close();
    }
  }

  private static final class Sized extends ResponseBody {
    private final long sizeBytes;
    private long left;

    Sized(WireInput in, Connection connection, long sizeBytes) {
      super(in, connection);
      this.sizeBytes = sizeBytes;
      left = sizeBytes;
    }

    @Override
    int receive(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException(
            "the connection ended after %d of %d bytes".formatted(sizeBytes - left, sizeBytes));
      }
      left -= count;
      if (left == 0) {
        end();
      }
      return count;
    }
  }

  /// RFC 9112, section 7.1.
  private static final class Chunked extends ResponseBody {
    private static final int LINE_MAX_BYTES = 8 << 10;
    private static final int TRAILERS_MAX_LINES = 100;

    /// Of the chunk that is being read.
    private long left;

    private boolean isBegun;

    Chunked(WireInput in, Connection connection) {
      super(in, connection);
    }

    @Override
    int receive(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0 && !nextChunk()) {
        end();
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("the connection ended within a chunk");
      }
      left -= count;
      return count;
    }

    /// @return false behind the last one
    private boolean nextChunk() throws IOException {
      if (isBegun && !in.line(LINE_MAX_BYTES).isEmpty()) {
        throw new IOException("a chunk of the answer is longer than it says");
      }
      isBegun = true;
      left = size(in.line(LINE_MAX_BYTES));
      if (left == 0) {
        skipTrailers();
      }
      return left > 0;
    }

    private static long size(String line) throws IOException {
      int extension = line.indexOf(';');
      String digits = (extension < 0 ? line : line.substring(0, extension)).strip();
      if (!digits.matches("[0-9a-fA-F]{1,15}")) {
        throw new IOException("a chunk of the answer has no size");
      }
      return Long.parseLong(digits, 16);
    }

    private void skipTrailers() throws IOException {
      int lines = 0;
      while (!in.line(LINE_MAX_BYTES).isEmpty()) {
        if (++lines > TRAILERS_MAX_LINES) {
          throw new IOException("the answer does not end");
        }
      }
    }
  }

  /// Its length is known to nobody: whoever needs it counts.
  private static final class ToTheEnd extends ResponseBody {
    ToTheEnd(WireInput in, Connection connection) {
      super(in, connection);
    }

    @Override
    int receive(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      if (count < 0) {
        close();
      }
      return count;
    }
  }
}
