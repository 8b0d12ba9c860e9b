package dev.migrator;

import dev.migrator.bundle.store.BucketStore;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.DatabaseOpener;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.PatientCalls;
import dev.migrator.database.dynamodb.DynamoDocuments;
import dev.migrator.database.dynamodb.DynamoSource;
import dev.migrator.database.dynamodb.DynamoTarget;
import dev.migrator.database.mysql.MysqlSource;
import dev.migrator.database.mysql.MysqlTarget;
import dev.migrator.database.postgres.DocumentTarget;
import dev.migrator.database.postgres.PostgresSource;
import dev.migrator.database.postgres.PostgresTarget;
import dev.migrator.database.redis.RedisSource;
import dev.migrator.database.redis.RedisTarget;
import dev.migrator.error.UsageException;
import dev.migrator.store.BlobStore;
import dev.migrator.store.ObjectSource;
import dev.migrator.store.ObjectTarget;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.StoreOpener;
import dev.migrator.store.account.AccountSource;
import dev.migrator.store.files.FileSource;
import dev.migrator.store.files.FileTarget;
import dev.migrator.store.resilient.RetryPolicy;
import dev.migrator.store.resilient.RetryingBlobs;
import dev.migrator.store.s3.S3Blobs;
import dev.migrator.store.s3.S3Source;
import dev.migrator.store.s3.S3Target;

/// The one place that knows every kind of store and database.
final class Adapters implements StoreOpener, DatabaseOpener {
  /// Above any file of a bundle with volumes of the usual size.
  private static final long USUAL_LARGEST_FILE_BYTES = 64L << 30;

  private static final int BUNDLE_CALLS_AT_ONE_TIME = 64;

  @Override
  public ObjectSource openSource(StoreAddress address) {
    return switch (address) {
      case S3Address bucket -> new S3Source(bucket);
      case AccountAddress account -> new AccountSource(account);
      case FilesAddress tree -> new FileSource(tree.folder());
    };
  }

  @Override
  public ObjectTarget openTarget(StoreAddress address) {
    return switch (address) {
      case S3Address bucket -> new S3Target(bucket);
      case AccountAddress account -> throw onlyRead(account);
      case FilesAddress tree -> new FileTarget(tree.folder());
    };
  }

  @Override
  public DatabaseSource openSource(DatabaseAddress address, PatientCalls calls) {
    return switch (address) {
      case MysqlAddress mysql -> new MysqlSource(mysql);
      case PostgresAddress postgres -> new PostgresSource(postgres, calls);
      case RedisAddress redis -> new RedisSource(redis, calls);
      case DynamoAddress dynamo -> new DynamoSource(dynamo, S3Blobs::open, calls);
    };
  }

  @Override
  public DatabaseTarget openTarget(DatabaseAddress address, String kind, PatientCalls calls) {
    return switch (address) {
      case MysqlAddress mysql -> new MysqlTarget(mysql);
      case PostgresAddress postgres when !kind.equals(postgres.kind()) ->
          new DocumentTarget(postgres, new DynamoDocuments());
      case PostgresAddress postgres -> new PostgresTarget(postgres);
      case RedisAddress redis -> new RedisTarget(redis);
      case DynamoAddress dynamo -> new DynamoTarget(dynamo, calls);
    };
  }

  /// Opens the place of a bundle that is read, or written with volumes of a usual size.
  BundleStore openBundle(StoreAddress address) {
    return openBundle(address, 0);
  }

  /// Opens the place of a bundle. The caller closes it.
  ///
  /// @param volumeBytes content of a volume; 0 for a usual size
  BundleStore openBundle(StoreAddress address, long volumeBytes) {
    long largest = Math.max(USUAL_LARGEST_FILE_BYTES, 2 * volumeBytes);
    return switch (address) {
      case S3Address bucket -> new BucketStore(enduring(S3Blobs.open(bucket)), largest);
      case AccountAddress account -> throw onlyRead(account);
      case FilesAddress folder -> new DirectoryStore(folder.folder());
    };
  }

  static UsageException onlyRead(AccountAddress account) {
    return new UsageException(
        account.label() + " can only be read", "Name a folder or a bucket in its place.");
  }

  /// A bundle is sealed also when the run is asked to stop, so its calls are never given up for
  /// that.
  private static BlobStore enduring(BlobStore blobs) {
    return RetryingBlobs.of(blobs, RetryPolicy.DEFAULT, BUNDLE_CALLS_AT_ONE_TIME, () -> false);
  }
}
