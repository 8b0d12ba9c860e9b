package dev.migrator.database.mysql;

@Needs(Brand.MARIADB_11)
final class MysqlContractMariaDb11Test extends MysqlContract {
  MysqlContractMariaDb11Test() {
    super(Brand.MARIADB_11);
  }
}
