package dev.migrator.database.dynamodb;

import dev.migrator.database.DatabaseContract;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.sandbox.EmbeddedDynamo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// Of a host that exports its tables to a bucket.
final class DynamoExportContractTest extends DatabaseContract {
  private static ExportBucket bucket;

  private EmbeddedDynamo from;
  private EmbeddedDynamo to;
  private DynamoTables source;
  private DynamoTables target;

  @BeforeAll
  static void startBucket() {
    bucket = ExportBucket.start();
  }

  @AfterAll
  static void stopBucket() {
    bucket.close();
  }

  @BeforeEach
  void start() {
    from = EmbeddedDynamo.start(bucket.settings());
    to = EmbeddedDynamo.start(bucket.settings());
    source = DynamoTables.of(from);
    source.exportTo(bucket.place());
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
    ExportBucket.awaitNextSecond();
    return new DynamoSource(source.prefix(""), bucket::open, () -> {});
  }

  @Override
  protected DatabaseTarget target() {
    return new DynamoTarget(target.prefix(""), () -> {});
  }

  @Override
  protected void insert(String table, int number) {
    if (!source.has(table)) {
      source.create(table, "id N");
      source.keepHistory(table);
    }
    source.put(table, "{'id':{'N':'%d'},'v':{'S':'a'}}".formatted(number));
  }

  /// An item that is there twice is there once.
  @Override
  protected boolean loadsAllOrNothing() {
    return false;
  }
}
