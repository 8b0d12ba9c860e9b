package dev.migrator;

import dev.migrator.check.Checkup;
import dev.migrator.check.Extent;
import dev.migrator.check.Mend;
import dev.migrator.check.Refused;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.dynamodb.DynamoCheckup;
import dev.migrator.database.dynamodb.DynamoTargetCheckup;
import dev.migrator.database.mysql.MysqlCheckup;
import dev.migrator.database.mysql.MysqlTargetCheckup;
import dev.migrator.database.postgres.PostgresCheckup;
import dev.migrator.database.postgres.PostgresTargetCheckup;
import dev.migrator.database.redis.RedisCheckup;
import dev.migrator.database.redis.RedisTargetCheckup;
import dev.migrator.doctor.BundleCheckup;
import dev.migrator.doctor.DoctorRequest;
import dev.migrator.doctor.Pairing;
import dev.migrator.doctor.Patients;
import dev.migrator.doctor.Traceless;
import dev.migrator.estate.Targets;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.account.AccountCheckup;
import dev.migrator.store.files.FilesCheckup;
import dev.migrator.store.files.FilesTargetCheckup;
import dev.migrator.store.s3.S3Checkup;
import dev.migrator.store.s3.S3PlaceCheckup;
import dev.migrator.store.s3.S3TargetCheckup;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Picks what looks at a source, target or place, by its address.
record Checkups(Adapters adapters) {

  Patients of(DoctorRequest request) {
    SortedMap<String, Checkup> sources = new TreeMap<>();
    request.estate().sources().forEach((name, address) -> sources.put(name, ofSource(address)));
    request.estate().databases().forEach((name, address) -> sources.put(name, ofSource(address)));
    SortedMap<String, Checkup> targets = new TreeMap<>();
    Pairing pairing = new Pairing(request.estate());
    request.targets().ifPresent(all -> addTargets(all, pairing, targets));
    return new Patients(sources, request.bundle().map(this::ofBundle), targets);
  }

  private static void addTargets(Targets all, Pairing pairing, SortedMap<String, Checkup> targets) {
    all.bySource()
        .forEach((name, target) ->
            targets.put(
                name, pairing.ofStore(name, ofTarget(target.address(), target.creation()))));
    all.databases()
        .forEach((name, target) ->
            targets.put(
                name,
                pairing.ofDatabase(
                    name, target.address(), ofTarget(target.address(), target.creation()))));
  }

  private static Checkup ofSource(StoreAddress address) {
    return switch (address) {
      case S3Address bucket -> new S3Checkup(bucket);
      case FilesAddress tree -> new FilesCheckup(tree.folder());
      case AccountAddress account -> new AccountCheckup(account);
    };
  }

  private static Checkup ofTarget(StoreAddress address, Creation creation) {
    return switch (address) {
      case S3Address bucket -> new S3TargetCheckup(bucket, creation);
      case FilesAddress tree -> new FilesTargetCheckup(tree.folder(), creation);
      case AccountAddress account -> throw Adapters.onlyRead(account);
    };
  }

  private static Checkup ofSource(DatabaseAddress address) {
    return switch (address) {
      case PostgresAddress postgres -> new PostgresCheckup(postgres);
      case MysqlAddress mysql -> new MysqlCheckup(mysql);
      case RedisAddress redis -> new RedisCheckup(redis);
      case DynamoAddress dynamo -> new DynamoCheckup(dynamo);
    };
  }

  private static Checkup ofTarget(DatabaseAddress address, DatabaseTarget.Creation creation) {
    return switch (address) {
      case PostgresAddress postgres -> new PostgresTargetCheckup(postgres, creation);
      case MysqlAddress mysql -> new MysqlTargetCheckup(mysql, creation);
      case RedisAddress redis -> new RedisTargetCheckup(redis);
      case DynamoAddress dynamo -> new DynamoTargetCheckup(dynamo);
    };
  }

  private Function<Extent, Checkup> ofBundle(StoreAddress address) {
    return switch (address) {
      case S3Address bucket ->
          need -> new S3PlaceCheckup(bucket, refused -> bundle(address, need, refused));
      case FilesAddress tree ->
          need -> new Traceless(tree.folder(), bundle(address, need, ofFolder(tree.folder())));
      case AccountAddress account -> throw Adapters.onlyRead(account);
    };
  }

  private BundleCheckup bundle(StoreAddress address, Extent need, Refused refused) {
    return new BundleCheckup(address.label(), () -> adapters.openBundle(address), need, refused);
  }

  private static Refused ofFolder(Path folder) {
    Mend owner =
        Mend.Command.of(
            "sudo", "chown", System.getProperty("user.name"), folder.toAbsolutePath().toString());
    return new Refused(new Mend.ByHand("See whether the disk is mounted."), owner, owner);
  }
}
