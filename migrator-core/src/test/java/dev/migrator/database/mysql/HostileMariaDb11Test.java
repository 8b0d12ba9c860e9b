package dev.migrator.database.mysql;

final class HostileMariaDb11Test extends HostileMariaDb {
  HostileMariaDb11Test() {
    super(Brand.MARIADB_11);
  }
}
