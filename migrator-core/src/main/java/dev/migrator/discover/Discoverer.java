package dev.migrator.discover;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress.Tables;
import dev.migrator.discover.Discovery.Source;
import dev.migrator.discover.Found.Place.OfDatabase;
import dev.migrator.discover.Found.Place.OfStore;
import dev.migrator.engine.Progress;
import dev.migrator.estate.Estate;
import dev.migrator.estate.Standing;
import dev.migrator.model.Key;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.account.Account;
import dev.migrator.store.account.BucketSize;
import dev.migrator.store.account.Inventory;
import dev.migrator.store.account.NotRead;
import dev.migrator.store.account.ReadingWatcher;
import dev.migrator.store.account.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads an account, and proposes an estate that saves it.
public final class Discoverer {
  private static final int READ_PERCENT = 50;

  private final AccountAddress address;

  private Discoverer(AccountAddress address) {
    this.address = address;
  }

  /// @param progress counts questions instead of objects, each of one place
  /// @throws dev.migrator.error.StoreException if the account does not answer at all; what single
  ///   services refuse is part of the result
  public static Discovery run(AccountAddress address, Progress progress) {
    try (Account account = new Account(address, new Counted(progress))) {
      progress.phase("asking the account");
      Inventory inventory = account.read();
      progress.phase("measuring buckets");
      List<NotRead> notRead = new ArrayList<>(inventory.notRead());
      Map<String, BucketSize> sizes = account.bucketSizes(inventory, notRead);
      List<Resource> unasked = Unasked.of(account.billedServices(inventory, notRead));
      notRead.sort(Comparator.comparing(NotRead::place));
      return new Discoverer(address).discovery(inventory, sizes, unasked, notRead);
    }
  }

  private record Counted(Progress progress) implements ReadingWatcher {
    @Override
    public void toAsk(int questions) {
      progress.expect(questions, 0);
    }

    @Override
    public void answered() {
      progress.done(1, 0);
    }
  }

  private Discovery discovery(
      Inventory inventory,
      Map<String, BucketSize> sizes,
      List<Resource> unasked,
      List<NotRead> notRead) {
    List<Found> found = new ArrayList<>();
    found.add(account(inventory));
    for (Resource resource : inventory.resources()) {
      source(resource, sizes).ifPresent(found::add);
    }
    SortedMap<String, Found> named = named(found);
    return new Discovery(
        inventory.accountId(),
        inventory.regions(),
        estate(inventory, named),
        sources(named),
        LockIn.of(inventory, unasked),
        notRead);
  }

  private Optional<Found> source(Resource resource, Map<String, BucketSize> sizes) {
    return switch (resource.kind()) {
      case "s3/buckets" ->
          Optional.of(bucket(resource, sizes.getOrDefault(resource.name(), BucketSize.UNKNOWN)));
      case "dynamodb/tables" -> Optional.of(table(resource));
      default -> DatabaseServers.of(resource);
    };
  }

  private Found account(Inventory inventory) {
    return new Found(
        "account",
        "account",
        new OfStore(
            new AccountAddress(inventory.regions(), address.endpoint(), address.credentials())),
        Worth.OF_THE_ACCOUNT,
        OptionalLong.of(inventory.resources().size()),
        OptionalLong.empty(),
        "what lies around the data, as JSON: DNS zones, identities, functions, names of secrets …");
  }

  private Found bucket(Resource resource, BucketSize size) {
    boolean isKnown =
        switch (size.how()) {
          case MEASURED, COUNTED -> true;
          case SAMPLED, UNKNOWN -> false;
        };
    S3Address bucket =
        new S3Address(
            resource.name(),
            resource.json().path("BucketRegion").asText(null),
            address.endpoint(),
            address.endpoint() != null,
            Key.of(""),
            true,
            address.credentials());
    return new Found(
        resource.name(),
        "bucket",
        new OfStore(bucket),
        Worth.ofBucket(resource.name(), size),
        isKnown ? OptionalLong.of(size.objects()) : OptionalLong.empty(),
        isKnown ? OptionalLong.of(size.bytes()) : OptionalLong.empty(),
        SizeText.of(size));
  }

  private Found table(Resource resource) {
    JsonNode json = resource.json();
    DynamoAddress table =
        new DynamoAddress(
            address.endpoint(),
            resource.region(),
            address.credentials(),
            new Tables.Named(resource.name()),
            READ_PERCENT,
            null);
    long items = json.path("ItemCount").asLong();
    long bytes = json.path("TableSizeBytes").asLong();
    return new Found(
        resource.name(),
        "table",
        new OfDatabase(table),
        Worth.OF_DATABASES,
        OptionalLong.of(items),
        OptionalLong.of(bytes),
        "%,d items, %,d bytes by DynamoDB's own count, which may be six hours old"
            .formatted(items, bytes));
  }

  private static SortedMap<String, Found> named(List<Found> found) {
    SourceNames names = new SourceNames();
    SortedMap<String, Found> named = new TreeMap<>();
    found.forEach(one -> named.put(names.next(one.name(), one.kind()), one));
    return named;
  }

  private static Estate estate(Inventory inventory, SortedMap<String, Found> named) {
    SortedMap<String, StoreAddress> stores = new TreeMap<>();
    SortedMap<String, DatabaseAddress> databases = new TreeMap<>();
    SortedMap<String, Standing> standings = new TreeMap<>();
    named.forEach((name, found) -> {
      standings.put(name, found.standing());
      switch (found.place()) {
        case OfStore(StoreAddress store) -> stores.put(name, store);
        case OfDatabase(DatabaseAddress database) -> databases.put(name, database);
      }
    });
    String id = inventory.accountId();
    return new Estate(
        id.isEmpty() ? "account" : "account-" + id,
        stores,
        databases,
        standings,
        OptionalLong.empty());
  }

  private static List<Source> sources(SortedMap<String, Found> named) {
    List<Source> sources = new ArrayList<>();
    named.forEach((name, found) ->
        sources.add(
            new Source(
                name,
                label(found),
                found.value(),
                found.objects(),
                found.bytes(),
                found.remark())));
    sources.sort(Comparator.comparing(source -> -source.value()));
    return sources;
  }

  private static String label(Found found) {
    return switch (found.place()) {
      case OfStore(StoreAddress store) -> store.label();
      case OfDatabase(DatabaseAddress database) -> database.label();
    };
  }
}
