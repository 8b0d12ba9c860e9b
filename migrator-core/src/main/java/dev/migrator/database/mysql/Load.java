package dev.migrator.database.mysql;

import dev.migrator.database.SavedPart;
import dev.migrator.database.mysql.Relation.Rows;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;

/// Loads one part with its entry in the [Ledger] in one transaction: all of it is there once, or
/// nothing. A table without transactions is one part; it is emptied before, and entered after it,
/// each by itself (MySQL, "Restrictions on Replication with GTIDs").
final class Load {
  private final Connection connection;
  private final Relation relation;
  private final SavedPart part;

  Load(Connection connection, Relation relation, SavedPart part) {
    this.connection = connection;
    this.relation = relation;
    this.part = part;
  }

  void run(String step) {
    try {
      switch (relation.undo()) {
        case TRANSACTIONS -> loadAtOnce(step);
        case NONE -> loadAnew(step);
      }
    } catch (SQLException e) {
      throw Failures.of("loading %s into %s".formatted(part.file(), relation.readable()), e);
    }
  }

  private void loadAtOnce(String step) throws SQLException {
    connection.setAutoCommit(false);
    if (Ledger.enter(connection, step)) {
      requireAll(insert());
    }
    connection.commit();
    connection.setAutoCommit(true);
  }

  private void loadAnew(String step) throws SQLException {
    empty();
    requireAll(insert());
    Ledger.enter(connection, step);
  }

  private void empty() throws SQLException {
    Sql.execute(connection, "DELETE FROM " + relation.quoted());
    if (relation.rows() == Rows.WITH_HISTORY) {
      Sql.execute(connection, "DELETE HISTORY FROM " + relation.quoted());
    }
  }

  private void requireAll(long rows) {
    if (rows != part.hash().rows()) {
      throw new StoreException(
          Reason.REJECTED,
          "loading %s failed: the server took %d rows instead of %d"
              .formatted(part.file(), rows, part.hash().rows()),
          "Look for what removes rows on the target.",
          null);
    }
  }

  private long insert() throws SQLException {
    long rows = 0;
    try (InputStream in = part.open()) {
      InsertReader reader = new InsertReader(in, part.file(), relation);
      reader.head();
      for (ByteBuffer sql = reader.next(); sql.hasRemaining(); sql = reader.next()) {
        rows += new BytesQuery(sql).update(connection);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + part.file(), e);
    }
  }
}
