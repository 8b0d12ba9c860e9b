package dev.migrator.database.postgres;

import dev.migrator.database.RowSum;
import dev.migrator.database.RowsHash;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/// Rows of COPY's text format: fields between tabs, rows between line feeds; within a value both
/// are escaped (PostgreSQL, "COPY", "Text Format"). Values are hashed as they are written there.
final class TextRows implements RowHasher {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long TABS = ONES * '\t';
  private static final long FEEDS = ONES * '\n';

  private final RowSum sum;
  private final int columns;
  private byte[] rest = new byte[1 << 10];
  private int restBytes;

  TextRows(List<String> columns) {
    this.sum = new RowSum(columns);
    this.columns = columns.size();
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int from = offset;
    if (restBytes > 0) {
      from = completeRest(bytes, offset, end);
    }
    int done = rows(bytes, from, end);
    keep(bytes, done, end - done);
  }

  /// @return where the row that was begun before ends
  private int completeRest(byte[] bytes, int offset, int end) {
    int feed = offset;
    while (feed < end && bytes[feed] != '\n') {
      feed++;
    }
    int next = Math.min(feed + 1, end);
    keep(bytes, offset, next - offset);
    if (feed < end) {
      int length = restBytes;
      restBytes = 0;
      rows(rest, 0, length);
    }
    return next;
  }

  private void keep(byte[] bytes, int offset, int length) {
    if (rest.length - restBytes < length) {
      rest =
          Arrays.copyOf(
              rest, Math.max(restBytes + length, (int) Math.min(2L * rest.length, 1 << 30)));
    }
    System.arraycopy(bytes, offset, rest, restBytes, length);
    restBytes += length;
  }

  /// @return where the last whole row ends
  private int rows(byte[] bytes, int offset, int end) {
    int field = offset;
    int row = offset;
    for (int i = separator(bytes, offset, end); i < end; i = separator(bytes, field, end)) {
      if (bytes[i] == '\t') {
        sum.field(bytes, field, i - field);
        field = i + 1;
      } else {
        endRow(bytes, field, i);
        field = i + 1;
        row = field;
      }
    }
    if (field != row) {
      sum.restartRow();
    }
    return row;
  }

  /// @return where the next tab or line feed is; `end` if there is none
  private static int separator(byte[] bytes, int offset, int end) {
    int i = offset;
    for (; i <= end - Long.BYTES; i += Long.BYTES) {
      long word = (long) WORDS.get(bytes, i);
      long found = zeros(word ^ TABS) | zeros(word ^ FEEDS);
      if (found != 0) {
        return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    while (i < end && bytes[i] != '\t' && bytes[i] != '\n') {
      i++;
    }
    return i;
  }

  /// The high bit of each byte that is 0. Above the lowest of these there may be others that mean
  /// nothing (H. Warren, "Hacker's Delight", 6-1).
  private static long zeros(long word) {
    return (word - ONES) & ~word & (ONES << 7);
  }

  private void endRow(byte[] bytes, int field, int end) {
    if (columns > 0) {
      sum.field(bytes, field, end - field);
    }
    if (!sum.isWholeRow()) {
      throw broken("a row has another number of fields than the table has columns");
    }
    sum.endRow();
  }

  @Override
  public RowsHash finish() {
    if (restBytes > 0) {
      throw broken("the rows break off");
    }
    return sum.sum();
  }

  /// @param problem of the bytes that the server sent
  static StoreException broken(String problem) {
    return new StoreException(
        Reason.BAD_BYTES, problem, "Run it again; if it stays, look at the server's log.", null);
  }
}
