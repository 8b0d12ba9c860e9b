package dev.migrator.database.postgres;

import dev.migrator.database.OpenCut.ByteSink;
import dev.migrator.database.RowsHash;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// Runs one `COPY … TO STDOUT`.
final class CopyOut {
  private static final int BATCH_BYTES = 1 << 18;

  private final RowHasher hasher;
  private final ByteSink sink;
  private final byte[] batch = new byte[BATCH_BYTES];
  private int batchBytes;

  private CopyOut(RowHasher hasher, ByteSink sink) {
    this.hasher = hasher;
    this.sink = sink;
  }

  /// @param tried for messages: what and of which table
  static RowsHash run(
      Connection connection, String tried, String statement, RowHasher hasher, ByteSink sink) {
    CopyOut out = new CopyOut(hasher, sink);
    try {
      var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
      try {
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
          out.take(row);
        }
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw Failures.of(tried, e);
    }
    out.flush();
    return hasher.finish();
  }

  private void take(byte[] row) {
    if (row.length > batch.length - batchBytes) {
      flush();
    }
    if (row.length > batch.length) {
      pass(row, row.length);
    } else {
      System.arraycopy(row, 0, batch, batchBytes, row.length);
      batchBytes += row.length;
    }
  }

  private void flush() {
    pass(batch, batchBytes);
    batchBytes = 0;
  }

  private void pass(byte[] bytes, int length) {
    hasher.update(bytes, 0, length);
    sink.write(bytes, 0, length);
  }
}
