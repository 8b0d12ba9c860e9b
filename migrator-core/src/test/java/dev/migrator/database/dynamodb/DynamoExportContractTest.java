package dev.migrator.database.dynamodb;

import dev.migrator.database.DatabaseSource;
import dev.migrator.sandbox.EmbeddedDynamo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// Of hosts that export their tables to a bucket.
final class DynamoExportContractTest extends DynamoContract {
  private static ExportBucket bucket;

  private final EmbeddedDynamo from = EmbeddedDynamo.start(bucket.settings());
  private final EmbeddedDynamo to = EmbeddedDynamo.start(bucket.settings());

  @BeforeAll
  static void startBucket() {
    bucket = ExportBucket.start();
  }

  @AfterAll
  static void stopBucket() {
    bucket.close();
  }

  @Override
  DynamoTables startSource() {
    DynamoTables tables = DynamoTables.of(from);
    tables.exportTo(bucket.place());
    return tables;
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

  @Override
  protected DatabaseSource source() {
    ExportBucket.awaitNextSecond();
    return super.source();
  }

  @Override
  void made(String table) {
    source.keepHistory(table);
  }

  @Override
  protected boolean isOfOneInstant() {
    return true;
  }
}
