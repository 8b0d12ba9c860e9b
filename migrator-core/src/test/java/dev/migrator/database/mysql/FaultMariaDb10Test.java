package dev.migrator.database.mysql;

final class FaultMariaDb10Test extends Faults {
  FaultMariaDb10Test() {
    super(Brand.MARIADB_10);
  }
}
