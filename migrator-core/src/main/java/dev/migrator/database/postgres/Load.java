package dev.migrator.database.postgres;

import dev.migrator.database.SavedPart;
import dev.migrator.database.postgres.Relation.Kind;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Loads one part with its entry in the [Ledger] in one transaction: all of it is there once, or
/// nothing.
final class Load {
  private static final int BUFFER_BYTES = 1 << 18;

  private final Connection connection;
  private final Relation relation;
  private final String encoding;
  private final SavedPart part;

  Load(Connection connection, Relation relation, String encoding, SavedPart part) {
    this.connection = connection;
    this.relation = relation;
    this.encoding = encoding;
    this.part = part;
  }

  void run(String step) {
    try {
      connection.setAutoCommit(false);
      if (Ledger.enter(connection, step)) {
        requireAll(relation.kind() == Kind.LARGE_OBJECTS ? pages() : copy());
      }
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw Failures.of("loading %s into %s".formatted(part.file(), relation.readable()), e);
    }
  }

  private void requireAll(long rows) {
    if (rows != part.hash().rows()) {
      throw new StoreException(
          Reason.REJECTED,
          "loading %s failed: the server took %d rows instead of %d"
              .formatted(part.file(), rows, part.hash().rows()),
          "Look for what removes rows on the target, as a rule.",
          null);
    }
  }

  private long pages() throws SQLException {
    execute(Blobs.CREATE_TABLE);
    long rows = copy();
    execute(Blobs.WRITE_PAGES);
    execute(Blobs.CLEAR_TABLE);
    return rows;
  }

  private void execute(String statement) throws SQLException {
    try (var run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  private long copy() throws SQLException {
    CopyIn copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn(relation.copyIn(encoding));
    try (InputStream in = part.open()) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
        copy.writeToCopy(buffer, 0, size);
      }
      return copy.endCopy();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + part.file(), e);
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}
