package dev.migrator.database.postgres;

import dev.migrator.database.RowSum;
import dev.migrator.database.RowsHash;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.util.Arrays;
import java.util.List;

/// Rows of COPY's text format: fields between tabs, rows between line feeds; within a value both
/// are escaped (PostgreSQL, "COPY", "Text Format"). Values are hashed as they are written there.
final class TextRows implements RowHasher {
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
    for (int i = offset; i < end; i++) {
      byte b = bytes[i];
      if (b == '\t') {
        sum.field(bytes, field, i - field);
        field = i + 1;
      } else if (b == '\n') {
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
