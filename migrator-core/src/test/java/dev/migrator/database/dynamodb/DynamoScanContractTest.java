package dev.migrator.database.dynamodb;

import dev.migrator.sandbox.EmbeddedDynamo;
import org.junit.jupiter.api.AfterEach;

/// Of hosts without exports.
final class DynamoScanContractTest extends DynamoContract {
  private final EmbeddedDynamo from = EmbeddedDynamo.start();
  private final EmbeddedDynamo to = EmbeddedDynamo.start();

  @Override
  DynamoTables startSource() {
    return DynamoTables.of(from);
  }

  @Override
  DynamoTables startTarget() {
    return DynamoTables.of(to);
  }

  @AfterEach
  void stop() {
    from.close();
    to.close();
  }
}
