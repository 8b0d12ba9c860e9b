package dev.migrator.database.mysql;

final class MysqlContractMysql9Test extends MysqlContract {
  MysqlContractMysql9Test() {
    super(Brand.MYSQL_9);
  }
}
