package dev.migrator.database.postgres;

import dev.migrator.database.DatabaseContract;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.Patience;
import dev.migrator.sandbox.PostgresHost;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// Of one server; each test has databases of its own.
final class PostgresContractTest extends DatabaseContract {
  private static PostgresHost host;

  private OddDatabase source;
  private OddDatabase target;

  @BeforeAll
  static void start() {
    Bundles.requirePgDump(15);
    host = PostgresHost.start();
  }

  @AfterAll
  static void stop() {
    if (host != null) {
      host.close();
    }
  }

  @BeforeEach
  void makeDatabases() {
    String name = "contract-" + UUID.randomUUID();
    source = OddDatabase.create(host, name);
    target = new OddDatabase(host, name + "-restored");
  }

  @Override
  protected DatabaseSource source() {
    return new PostgresSource(source.address(), Patience.OF_NO_RUN);
  }

  @Override
  protected DatabaseTarget target() {
    return new PostgresTarget(target.address());
  }

  @Override
  protected void insert(String table, int number) {
    source.run(
        "CREATE TABLE IF NOT EXISTS %s (id int PRIMARY KEY, v text DEFAULT 'a')".formatted(table),
        "INSERT INTO %s VALUES (%d)".formatted(table, number));
  }
}
