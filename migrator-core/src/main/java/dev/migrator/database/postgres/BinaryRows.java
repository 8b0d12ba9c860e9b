package dev.migrator.database.postgres;

import dev.migrator.database.RowSum;
import dev.migrator.database.RowsHash;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/// Rows of COPY's binary format (PostgreSQL, "COPY", "Binary Format"): a header, then for each row
/// the number of fields and each field with its length. Values are hashed as they are sent.
final class BinaryRows implements RowHasher {
  private static final int HEADER_BYTES = 19;
  private static final int END = -1;

  private final RowSum sum;
  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();
  private boolean inRows;
  private boolean ended;

  BinaryRows(List<String> columns) {
    this.sum = new RowSum(columns);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    if (rest.size() == 0) {
      rows(bytes, ByteBuffer.wrap(bytes, offset, length));
      return;
    }
    rest.write(bytes, offset, length);
    byte[] whole = rest.toByteArray();
    rest.reset();
    rows(whole, ByteBuffer.wrap(whole));
  }

  private void rows(byte[] bytes, ByteBuffer buffer) {
    if (!inRows && buffer.remaining() >= HEADER_BYTES) {
      buffer.position(buffer.position() + HEADER_BYTES);
      inRows = true;
    }
    while (inRows && row(bytes, buffer)) {
      // the next one
    }
    rest.write(bytes, buffer.position(), buffer.remaining());
  }

  /// @return false if the row is not whole yet; the buffer stands where it begins then
  private boolean row(byte[] bytes, ByteBuffer buffer) {
    buffer.mark();
    if (buffer.remaining() < Short.BYTES) {
      return false;
    }
    int fields = buffer.getShort();
    if (fields == END) {
      ended = true;
      return false;
    }
    for (int i = 0; i < fields; i++) {
      if (!field(bytes, buffer)) {
        buffer.reset();
        sum.restartRow();
        return false;
      }
    }
    sum.endRow();
    return true;
  }

  private boolean field(byte[] bytes, ByteBuffer buffer) {
    if (buffer.remaining() < Integer.BYTES) {
      return false;
    }
    int length = buffer.getInt();
    if (length < 0) {
      sum.absent();
      return true;
    }
    if (buffer.remaining() < length) {
      return false;
    }
    sum.field(bytes, buffer.position(), length);
    buffer.position(buffer.position() + length);
    return true;
  }

  @Override
  public RowsHash finish() {
    if (!ended) {
      throw new StoreException(
          Reason.BAD_BYTES,
          "the rows break off",
          "Run it again; if it stays, look at the server's log.",
          null);
    }
    return sum.sum();
  }
}
