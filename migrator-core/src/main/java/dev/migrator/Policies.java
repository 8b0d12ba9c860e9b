package dev.migrator;

import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.dynamodb.DynamoRights;
import dev.migrator.database.mysql.MysqlRights;
import dev.migrator.database.postgres.PostgresRights;
import dev.migrator.database.redis.RedisRights;
import dev.migrator.estate.Estate;
import dev.migrator.model.Rights;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.account.AccountRights;
import dev.migrator.store.s3.S3Rights;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The rights that a snapshot of an estate needs, by what needs them.
final class Policies {
  private static final String BUNDLE = "the bundle";

  private Policies() {}

  static SortedMap<String, List<Rights>> of(Estate estate, Optional<StoreAddress> bundle) {
    SortedMap<String, List<Rights>> rights = new TreeMap<>();
    estate.sources().forEach((name, address) -> rights.put(name, List.of(of(address))));
    estate.databases().forEach((name, address) -> rights.put(name, of(address)));
    bundle.ifPresent(place -> rights.put(BUNDLE, List.of(ofBundle(place))));
    return rights;
  }

  private static Rights of(StoreAddress address) {
    return switch (address) {
      case S3Address bucket -> S3Rights.toRead(bucket);
      case AccountAddress _ -> AccountRights.toRead();
      case FilesAddress tree ->
          new Rights.OfUser("a user who may read %s and all below".formatted(tree.path()));
    };
  }

  private static Rights ofBundle(StoreAddress address) {
    return switch (address) {
      case S3Address bucket -> S3Rights.toKeepFiles(bucket);
      case AccountAddress account ->
          throw new IllegalArgumentException("no place for a bundle: " + account.label());
      case FilesAddress tree -> new Rights.OfUser("a user who may write " + tree.path());
    };
  }

  private static List<Rights> of(DatabaseAddress address) {
    return switch (address) {
      case PostgresAddress postgres -> List.of(PostgresRights.toRead(postgres));
      case MysqlAddress mysql -> List.of(MysqlRights.toRead(mysql));
      case RedisAddress redis -> List.of(RedisRights.toRead(redis));
      case DynamoAddress dynamo -> of(dynamo);
    };
  }

  private static List<Rights> of(DynamoAddress dynamo) {
    List<Rights> rights = new ArrayList<>(List.of(DynamoRights.toRead(dynamo)));
    if (dynamo.exports() != null) {
      rights.add(S3Rights.toReceiveFiles(dynamo.exports()));
    }
    return rights;
  }
}
