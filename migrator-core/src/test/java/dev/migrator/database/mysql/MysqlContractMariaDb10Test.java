package dev.migrator.database.mysql;

@Needs(Brand.MARIADB_10)
final class MysqlContractMariaDb10Test extends MysqlContract {
  MysqlContractMariaDb10Test() {
    super(Brand.MARIADB_10);
  }
}
