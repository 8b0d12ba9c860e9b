package dev.migrator.database.mysql;

@Needs(Brand.MARIADB_11)
final class HostileMariaDb11Test extends HostileMariaDb {
  HostileMariaDb11Test() {
    super(Brand.MARIADB_11);
  }
}
