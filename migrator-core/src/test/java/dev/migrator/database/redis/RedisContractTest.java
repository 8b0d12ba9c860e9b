package dev.migrator.database.redis;

import dev.migrator.database.DatabaseContract;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.Patience;
import dev.migrator.database.redis.RedisHost.Version;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// Of two servers; a table is one of their numbered databases, a row a key.
final class RedisContractTest extends DatabaseContract {
  private static RedisHost source;
  private static RedisHost target;

  @BeforeAll
  static void start() {
    source = RedisHost.start(Version.SIX);
    target = RedisHost.start(Version.SIX);
  }

  @AfterAll
  static void stop() {
    source.close();
    target.close();
  }

  @BeforeEach
  void empty() {
    source.call("FLUSHALL");
    target.call("FLUSHALL");
  }

  @Override
  protected DatabaseSource source() {
    return new RedisSource(source.address(), Patience.OF_NO_RUN);
  }

  @Override
  protected DatabaseTarget target() {
    return new RedisTarget(target.address());
  }

  @Override
  protected void insert(String table, int number) {
    source.callIn(table.equals("few") ? 1 : 0, "SET", "key " + number, "value " + number);
  }

  /// Commands are sent as they are read; a part that breaks off is sent again from its start.
  @Override
  protected boolean loadsAllOrNothing() {
    return false;
  }
}
