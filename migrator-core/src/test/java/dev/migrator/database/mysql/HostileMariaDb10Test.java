package dev.migrator.database.mysql;

@Needs(Brand.MARIADB_10)
final class HostileMariaDb10Test extends HostileMariaDb {
  HostileMariaDb10Test() {
    super(Brand.MARIADB_10);
  }
}
