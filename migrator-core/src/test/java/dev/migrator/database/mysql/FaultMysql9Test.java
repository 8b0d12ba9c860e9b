package dev.migrator.database.mysql;

final class FaultMysql9Test extends Faults {
  FaultMysql9Test() {
    super(Brand.MYSQL_9);
  }
}
