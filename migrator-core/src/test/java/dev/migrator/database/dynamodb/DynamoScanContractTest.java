package dev.migrator.database.dynamodb;

import dev.migrator.database.DatabaseContract;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.sandbox.EmbeddedDynamo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Of two hosts without exports.
final class DynamoScanContractTest extends DatabaseContract {
  private EmbeddedDynamo from;
  private EmbeddedDynamo to;
  private DynamoTables source;
  private DynamoTables target;

  @BeforeEach
  void start() {
    from = EmbeddedDynamo.start();
    to = EmbeddedDynamo.start();
    source = DynamoTables.of(from);
    target = DynamoTables.of(to);
  }

  @AfterEach
  void stop() {
    source.close();
    target.close();
    from.close();
    to.close();
  }

  @Override
  protected DatabaseSource source() {
    return new DynamoSource(source.prefix(""), NoBuckets::open, () -> {});
  }

  @Override
  protected DatabaseTarget target() {
    return new DynamoTarget(target.prefix(""), () -> {});
  }

  @Override
  protected void insert(String table, int number) {
    if (!source.has(table)) {
      source.create(table, "id N");
    }
    source.put(table, "{'id':{'N':'%d'},'v':{'S':'a'}}".formatted(number));
  }

  @Override
  protected boolean isOfOneInstant() {
    return false;
  }

  /// An item that is there twice is there once.
  @Override
  protected boolean loadsAllOrNothing() {
    return false;
  }
}
