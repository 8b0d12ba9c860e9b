package dev.migrator.database.mysql;

@Needs(Brand.MYSQL_9)
final class FaultMysql9Test extends Faults {
  FaultMysql9Test() {
    super(Brand.MYSQL_9);
  }
}
