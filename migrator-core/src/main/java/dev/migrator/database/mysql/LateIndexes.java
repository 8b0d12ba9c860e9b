package dev.migrator.database.mysql;

import dev.migrator.database.Problems;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Indexes of large tables that are built after the rows, sorted at once and not row by row. Only
/// those that nothing else needs: not unique, of tables without foreign keys and history.
final class LateIndexes {
  private static final int DUPLICATE_NAME = 1061;

  /// A line of `SHOW CREATE TABLE`; the last one before it or itself ends without a comma.
  private static final Pattern INDEX = Pattern.compile(",\n  (KEY `[^\n]*?)(?=,?\n)");

  private static final Pattern AUTO = Pattern.compile("\n  (`(?:[^`]|``)*`) [^\n]* AUTO_INCREMENT");

  private final Pool pool;
  private final Ledger ledger;
  private final Problems problems;

  LateIndexes(Pool pool, Ledger ledger, Problems problems) {
    this.pool = pool;
    this.ledger = ledger;
    this.problems = problems;
  }

  /// The definition of a table without them.
  static Definition without(Definition table) {
    return of(table).isEmpty() ? table : table.with(INDEX.matcher(table.sql()).replaceAll(""));
  }

  /// As SQL has them.
  static List<String> of(Definition table) {
    String sql = table.sql();
    Matcher auto = AUTO.matcher(sql);
    boolean isOfUse =
        sql.contains(") ENGINE=InnoDB")
            && !sql.contains("FOREIGN KEY")
            && !sql.contains("SYSTEM VERSIONING")
            && (!auto.find() || sql.contains("PRIMARY KEY (" + auto.group(1)));
    List<String> indexes = new ArrayList<>();
    if (isOfUse) {
      INDEX.matcher(sql).results().forEach(index -> indexes.add(index.group(1)));
    }
    return indexes;
  }

  /// One step for each table.
  ///
  /// @param tables those that were made without
  List<Runnable> builds(List<Definition> tables) {
    List<Runnable> builds = new ArrayList<>();
    for (Definition table : tables) {
      List<String> indexes = of(table);
      if (!indexes.isEmpty()) {
        String step = "indexes of " + table.title();
        String statement =
            "ALTER TABLE %s ADD %s".formatted(table.quoted(), String.join(", ADD ", indexes));
        builds.add(() -> pool.run(connection -> build(connection, step, statement)));
      }
    }
    return builds;
  }

  private void build(Connection connection, String step, String statement) {
    if (ledger.isDone(step)) {
      return;
    }
    try {
      Sql.execute(connection, statement);
    } catch (SQLException e) {
      dev.migrator.error.StoreException failure = Failures.of("building " + step, e);
      if (failure.reason().isTransient()) {
        throw failure;
      }
      if (e.getErrorCode() != DUPLICATE_NAME) { // which says that a run that was killed built them
        problems.difference(step, Failures.said(e));
        return;
      }
    }
    ledger.enterNow(connection, step);
  }
}
