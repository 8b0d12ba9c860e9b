package dev.migrator.database.mysql;

final class MysqlContractMariaDb10Test extends MysqlContract {
  MysqlContractMariaDb10Test() {
    super(Brand.MARIADB_10);
  }
}
