package dev.migrator.database.mysql;

import dev.migrator.database.DatabaseContract;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.DatabaseTarget;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// Of one server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MysqlContract extends DatabaseContract {
  private final Brand brand;
  private MysqlHost host;

  MysqlContract(Brand brand) {
    this.brand = brand;
  }

  @BeforeAll
  void start() {
    host = MysqlHost.start(brand, "--log-bin");
  }

  @AfterAll
  void stop() {
    if (host != null) {
      host.close();
    }
  }

  @BeforeEach
  void makeDatabases() {
    host.rootSql("DROP DATABASE IF EXISTS old; DROP DATABASE IF EXISTS new; CREATE DATABASE old");
  }

  @Override
  protected DatabaseSource source() {
    return new MysqlSource(host.address("old"));
  }

  @Override
  protected DatabaseTarget target() {
    return new MysqlTarget(host.address("new"));
  }

  @Override
  protected void insert(String table, int number) {
    host.rootSql(
        "CREATE TABLE IF NOT EXISTS old.%1$s (id int PRIMARY KEY, v text); INSERT INTO old.%1$s VALUES (%2$d, 'a')"
            .formatted(table, number));
  }
}
