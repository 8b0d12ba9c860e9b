package dev.migrator.database.dynamodb;

import dev.migrator.database.DatabaseContract;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.PatientCalls;
import dev.migrator.store.resilient.Retries;
import dev.migrator.store.resilient.RetryPolicy;
import dev.migrator.store.s3.S3Blobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Of all tables of two hosts.
abstract class DynamoContract extends DatabaseContract {
  static final PatientCalls PATIENT = Retries.of(RetryPolicy.DEFAULT, 8, () -> false);

  DynamoTables source;
  DynamoTables target;

  /// A host without tables, that is captured.
  abstract DynamoTables startSource();

  /// Another one, that is restored to.
  abstract DynamoTables startTarget();

  @BeforeEach
  final void startBoth() {
    source = startSource();
    target = startTarget();
  }

  @AfterEach
  final void closeBoth() {
    source.close();
    target.close();
  }

  @Override
  protected DatabaseSource source() {
    return new DynamoSource(source.prefix(""), S3Blobs::open, PATIENT);
  }

  @Override
  protected final DatabaseTarget target() {
    return new DynamoTarget(target.prefix(""), PATIENT);
  }

  @Override
  protected final void insert(String table, int number) {
    if (!source.has(table)) {
      source.create(table, "id N");
      made(table);
    }
    source.put(table, "{'id':{'N':'%d'},'v':{'S':'a'}}".formatted(number));
  }

  /// Called once for each table, before its first item.
  void made(String table) {}

  @Override
  protected boolean isOfOneInstant() {
    return false;
  }

  /// An item that is there twice is there once.
  @Override
  protected final boolean loadsAllOrNothing() {
    return false;
  }
}
