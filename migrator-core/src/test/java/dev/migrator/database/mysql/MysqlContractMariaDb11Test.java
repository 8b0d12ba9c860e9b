package dev.migrator.database.mysql;

final class MysqlContractMariaDb11Test extends MysqlContract {
  MysqlContractMariaDb11Test() {
    super(Brand.MARIADB_11);
  }
}
