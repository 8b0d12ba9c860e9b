package dev.migrator.database.mysql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.OpenCut.ByteSink;
import dev.migrator.database.RowsHash;
import java.sql.Connection;

/// Writes the rows of a table as INSERT statements that any client takes, in the layout of
/// `mydumper`. Not for several threads.
final class RowWriter implements RowReader.Receiver {
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

  private final Relation relation;
  private final SqlBytes sql;
  private final byte[] insert;
  private boolean isOpen;
  private boolean isFirst;

  RowWriter(Relation relation, ByteSink sink) {
    this.relation = relation;
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
    RowsHash hash = new RowReader(relation, this).run(connection, range, rowBytes);
    endStatement();
    sql.flush();
    return hash;
  }

  @Override
  public void beginRow() {
    if (isOpen) {
      sql.add(",\n");
    } else {
      sql.add(insert);
    }
    sql.add('(');
    isOpen = true;
    isFirst = true;
  }

  @Override
  public void endRow() {
    sql.add(')');
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

  @Override
  public void absent() {
    next();
    sql.add("NULL");
  }

  @Override
  public void errorMember() {
    next();
    sql.add('0');
  }

  @Override
  public void value(Column.Form form, byte[] bytes) {
    next();
    switch (form) {
      case NUMBER -> sql.add(bytes);
      case FLOATING -> floating(bytes);
      case TIME, TEXT, ENUM -> sql.quoted(bytes);
      case BIT -> sql.hex(bytes);
      case BYTES, VECTOR -> introduced("_binary", bytes);
      case WORDED -> introduced("_utf8mb4", bytes);
      case JSON -> new JsonText(bytes).write(sql);
    }
  }

  private void next() {
    if (!isFirst) {
      sql.add(',');
    }
    isFirst = false;
  }

  private void introduced(String charset, byte[] bytes) {
    sql.add(charset);
    sql.quoted(bytes);
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
