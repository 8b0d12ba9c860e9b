package dev.migrator.database.postgres;

import dev.migrator.database.SavedPart;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Loads parts, each with its entry in the [Ledger] in one transaction: all of it is there once, or
/// nothing. Safe for many threads at once.
record Loading(Pool pool, Ledger ledger) {

  /// Takes the rows of a part to the server.
  interface Copying {
    /// @return how many rows there were
    long run(Connection connection) throws SQLException;
  }

  /// Writes all of what is copied in.
  interface Rows {
    void writeTo(CopyIn copy) throws SQLException;
  }

  /// @param into the table, for messages
  /// @return the rows of the part; 0 where an earlier run has loaded it
  long load(SavedPart part, String into, Copying copying) {
    String step = "part " + part.file();
    if (ledger.isDone(step)) {
      return 0;
    }
    pool.use(connection -> {
      try {
        connection.setAutoCommit(false);
        if (Ledger.enter(connection, step)) {
          requireAll(part, copying.run(connection));
        }
        connection.commit();
        connection.setAutoCommit(true);
      } catch (SQLException e) {
        throw Failures.of("loading %s into %s".formatted(part.file(), into), e);
      }
    });
    ledger.committed(step);
    return part.hash().rows();
  }

  private static void requireAll(SavedPart part, long rows) {
    if (rows != part.hash().rows()) {
      throw new StoreException(
          Reason.REJECTED,
          "loading %s failed: the server took %d rows instead of %d"
              .formatted(part.file(), rows, part.hash().rows()),
          "Look for what removes rows on the target, as a rule.",
          null);
    }
  }

  /// Runs one `COPY … FROM STDIN`.
  ///
  /// @return how many rows the server took
  static long copy(Connection connection, String statement, Rows rows) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    try {
      rows.writeTo(copy);
      return copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}
