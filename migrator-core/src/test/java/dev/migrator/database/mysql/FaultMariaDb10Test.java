package dev.migrator.database.mysql;

@Needs(Brand.MARIADB_10)
final class FaultMariaDb10Test extends Faults {
  FaultMariaDb10Test() {
    super(Brand.MARIADB_10);
  }
}
