package dev.migrator.database.postgres;

import dev.migrator.database.SavedPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.postgresql.copy.CopyIn;

/// Copies a part as it was copied out. Rows that do not belong to a partition on this server go to
/// the table that it is a partition of.
record PartCopy(Relation relation, String encoding, SavedPart part) {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final String CHECK_VIOLATION = "23514";

  /// @return how many rows the server took
  long run(Connection connection) throws SQLException {
    return switch (relation.kind()) {
      case LARGE_OBJECTS -> pages(connection);
      case TABLE -> table(connection);
    };
  }

  private long table(Connection connection) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      return copy(connection, relation.quoted());
    } catch (SQLException e) {
      if (!Failures.state(e).equals(CHECK_VIOLATION)) {
        throw e;
      }
      connection.rollback(before);
      return copy(connection, Partitions.rootOf(connection, relation).orElseThrow(() -> e));
    }
  }

  private long pages(Connection connection) throws SQLException {
    execute(connection, Blobs.CREATE_TABLE);
    long rows = copy(connection, Blobs.TABLE);
    execute(connection, Blobs.WRITE_PAGES);
    execute(connection, Blobs.CLEAR_TABLE);
    return rows;
  }

  private static void execute(Connection connection, String statement) throws SQLException {
    try (var run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  private long copy(Connection connection, String into) throws SQLException {
    return Loading.copy(connection, relation.copyInto(into, encoding), this::write);
  }

  private void write(CopyIn copy) throws SQLException {
    try (InputStream in = part.open()) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
        copy.writeToCopy(buffer, 0, size);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + part.file(), e);
    }
  }
}
