package dev.migrator.database.postgres;

import dev.migrator.database.SavedPart;
import dev.migrator.database.postgres.Relation.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/// Copies a part as it was copied out.
record PartCopy(Relation relation, String encoding, SavedPart part) {
  private static final int BUFFER_BYTES = 1 << 18;

  /// @return how many rows the server took
  long run(Connection connection) throws SQLException {
    return relation.kind() == Kind.LARGE_OBJECTS ? pages(connection) : copy(connection);
  }

  private long pages(Connection connection) throws SQLException {
    execute(connection, Blobs.CREATE_TABLE);
    long rows = copy(connection);
    execute(connection, Blobs.WRITE_PAGES);
    execute(connection, Blobs.CLEAR_TABLE);
    return rows;
  }

  private static void execute(Connection connection, String statement) throws SQLException {
    try (var run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  private long copy(Connection connection) throws SQLException {
    return Loading.copy(connection, relation.copyIn(encoding), this::write);
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
