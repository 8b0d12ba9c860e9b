package dev.migrator.database.mysql;

import dev.migrator.database.Problems;
import dev.migrator.database.mysql.Accounts.Account;
import dev.migrator.error.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// Makes users and roles that are not there, and gives all of them their rights in the database.
/// What may not be done is a loss.
final class AccountRun {
  private final Connection connection;
  private final Problems problems;

  AccountRun(Connection connection, Problems problems) {
    this.connection = connection;
    this.problems = problems;
  }

  void make(List<Account> accounts, Translation translation) {
    accounts.forEach(account -> run("user " + account.name(), translation.user(account)));
  }

  /// @param schema its name at the source
  /// @param here its name here
  void grant(List<Account> accounts, String schema, String here) {
    String before = Identifier.quoted(schema) + ".";
    String after = Identifier.quoted(here) + ".";
    for (Account account : accounts) {
      for (String grant : account.grants()) {
        run("rights of user " + account.name(), grant.replace(" " + before, " " + after));
      }
    }
  }

  private void run(String what, String statement) {
    try {
      Sql.execute(connection, statement);
    } catch (SQLException e) {
      StoreException failure = Failures.of("making " + what, e);
      if (failure.reason().isTransient()) {
        throw failure;
      }
      if (e.getErrorCode() != Failures.CANNOT_USER) { // which says that it is there
        problems.loss(what, Failures.said(e));
      }
    }
  }
}
