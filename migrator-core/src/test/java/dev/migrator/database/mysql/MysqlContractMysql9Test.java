package dev.migrator.database.mysql;

@Needs(Brand.MYSQL_9)
final class MysqlContractMysql9Test extends MysqlContract {
  MysqlContractMysql9Test() {
    super(Brand.MYSQL_9);
  }
}
