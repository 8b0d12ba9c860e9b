package dev.migrator.database.mysql;

import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.model.Rights;
import java.util.List;

/// What an account is granted so that it can read a whole database, and change nothing (MySQL,
/// "Privileges Provided by MySQL"; MariaDB, "GRANT").
public final class MysqlRights {
  private MysqlRights() {}

  public static Rights toRead(MysqlAddress address) {
    String account = "'%s'@'%%'".formatted(address.user().replace("\\", "\\\\").replace("'", "''"));
    String database = Identifier.quoted(address.database());
    return new Rights.ByCommands(
        "mysql",
        List.of(
            "-- Name the account as it is on the server: it may have another host than %.",
            "GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON %s.* TO %s;".formatted(database, account),
            "GRANT SELECT ON mysql.* TO %s;".formatted(account),
            "-- MySQL:",
            "GRANT REPLICATION CLIENT, SHOW_ROUTINE ON *.* TO %s;".formatted(account),
            "-- MariaDB:",
            "GRANT BINLOG MONITOR ON *.* TO %s;".formatted(account),
            "-- MariaDB 11.3 and newer:",
            "GRANT SHOW CREATE ROUTINE ON %s.* TO %s;".formatted(database, account)));
  }
}
