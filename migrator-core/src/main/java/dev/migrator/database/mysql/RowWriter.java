package dev.migrator.database.mysql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.OpenCut.ByteSink;
import dev.migrator.database.RowSum;
import dev.migrator.database.RowsHash;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// Reads the rows of a table, hashes them, and writes them as INSERT statements that any client
/// takes, in the layout of `mydumper`. Not for several threads.
final class RowWriter {
  /// The settings that the statements are written for; the same at the head of each file.
  static final byte[] HEAD =
      """
      /*!40101 SET NAMES binary*/;
      /*!40101 SET SQL_MODE='NO_AUTO_VALUE_ON_ZERO'*/;
      /*!40014 SET FOREIGN_KEY_CHECKS=0*/;
      /*!40103 SET TIME_ZONE='+00:00'*/;
      /*M!100200 SET check_constraint_checks=0*/;
      """
          .getBytes(ISO_8859_1);

  /// Follows the head for tables with their history (MariaDB, "System-Versioned Tables").
  static final byte[] HISTORY_HEAD =
      "/*M!101100 SET system_versioning_insert_history=1*/;\n".getBytes(ISO_8859_1);

  private static final int STATEMENT_BYTES = 1_000_000;
  private static final int ROWS_BYTES = 1 << 20;
  private static final int MOST_ROWS_AT_ONE_TIME = 64;
  private static final byte[] ERROR_MEMBER = {0};

  private final Relation relation;
  private final List<Column> columns;
  private final RowSum sum;
  private final SqlBytes sql;
  private final byte[] insert;
  private boolean isOpen;

  RowWriter(Relation relation, ByteSink sink) {
    this.relation = relation;
    this.columns = relation.columns();
    this.sum = new RowSum(relation.columnNames());
    this.sql = new SqlBytes(sink);
    this.insert = relation.insert().getBytes(UTF_8);
  }

  /// @param range a condition; empty for all rows
  /// @param rowBytes about how long a row is
  RowsHash run(Connection connection, String range, long rowBytes) {
    sql.add(HEAD);
    if (relation.rows() == Relation.Rows.WITH_HISTORY) {
      sql.add(HISTORY_HEAD);
    }
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.setFetchSize(
          Math.clamp(ROWS_BYTES / Math.max(1, rowBytes), 1, MOST_ROWS_AT_ONE_TIME));
      try (ResultSet rows = statement.executeQuery(relation.select(range))) {
        while (rows.next()) {
          row(rows);
        }
      }
    } catch (SQLException e) {
      throw Failures.of("reading " + relation.readable(), e);
    }
    endStatement();
    sql.flush();
    return sum.sum();
  }

  private void row(ResultSet row) throws SQLException {
    sql.add(isOpen ? ",\n(" : new String(insert, ISO_8859_1) + "(");
    isOpen = true;
    int selected = 1;
    for (int i = 0; i < columns.size(); i++) {
      if (i > 0) {
        sql.add(',');
      }
      selected += value(row, columns.get(i), selected);
    }
    sql.add(')');
    sum.endRow();
    if (sql.pendingBytes() >= STATEMENT_BYTES) {
      endStatement();
      sql.flush();
    }
  }

  private void endStatement() {
    if (isOpen) {
      sql.add(";\n");
      isOpen = false;
    }
  }

  /// @return how many of what was selected belong to it
  private int value(ResultSet row, Column column, int selected) throws SQLException {
    int taken = column.form() == Column.Form.ENUM ? 2 : 1;
    byte[] bytes = row.getBytes(selected);
    if (bytes == null) {
      sum.absent();
      sql.add("NULL");
    } else if (taken == 2 && bytes.length == 0 && Sql.text(row, selected + 1).equals("0")) {
      sum.field(ERROR_MEMBER, 0, ERROR_MEMBER.length);
      sql.add('0');
    } else {
      sum.field(bytes, 0, bytes.length);
      literal(column.form(), bytes);
    }
    return taken;
  }

  private void literal(Column.Form form, byte[] bytes) {
    switch (form) {
      case NUMBER -> sql.add(bytes);
      case FLOATING -> floating(bytes);
      case TIME, TEXT, ENUM -> sql.quoted(bytes);
      case BIT, BYTES, VECTOR -> sql.hex(bytes);
      case WORDED -> {
        sql.add("_utf8mb4");
        sql.quoted(bytes);
      }
      case JSON -> new JsonText(bytes).write(sql);
    }
  }

  /// With an exponent it is no decimal number, which would be rounded on its way.
  private void floating(byte[] bytes) {
    sql.add(bytes);
    for (byte b : bytes) {
      if (b == 'e') {
        return;
      }
    }
    sql.add("e0");
  }
}
