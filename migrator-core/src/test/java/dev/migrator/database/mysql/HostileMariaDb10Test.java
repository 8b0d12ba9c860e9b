package dev.migrator.database.mysql;

final class HostileMariaDb10Test extends HostileMariaDb {
  HostileMariaDb10Test() {
    super(Brand.MARIADB_10);
  }
}
