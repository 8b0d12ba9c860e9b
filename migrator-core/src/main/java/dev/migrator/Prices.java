package dev.migrator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.estate.Estate;
import dev.migrator.plan.Price;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What hosts ask for what leaves them, from a file with its date. Only AWS's prices are known.
final class Prices {
  private static final String FILE = "prices.txt";
  private static final double GB = 1L << 30;
  private static final double READ_UNIT_BYTES = 8 << 10;
  private static final String AWS_HOSTS = ".amazonaws.com";

  private final Map<String, Price> byKind = new HashMap<>();

  Prices() {
    try (InputStream in = Objects.requireNonNull(Prices.class.getResourceAsStream(FILE), FILE)) {
      new String(in.readAllBytes(), UTF_8)
          .lines()
          .map(line -> line.strip().split(" +", -1))
          .filter(words -> words.length == 4 && !words[0].startsWith("#"))
          .forEach(words -> byKind.put(words[0], price(words)));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }

  private static Price price(String[] words) {
    double perByte =
        Double.parseDouble(words[1]) / GB + Double.parseDouble(words[3]) / 1e6 / READ_UNIT_BYTES;
    return new Price(Double.parseDouble(words[2]) / 1e3, perByte);
  }

  Price of(Estate estate, String source) {
    StoreAddress store = estate.sources().get(source);
    String kind =
        store != null
            ? kind(store)
            : kind(Objects.requireNonNull(estate.databases().get(source), source));
    return kind == null ? Price.NONE : Objects.requireNonNull(byKind.get(kind), kind);
  }

  private static @Nullable String kind(StoreAddress address) {
    return switch (address) {
      case S3Address bucket -> bucket.endpoint() == null ? "s3" : null;
      case FilesAddress _, AccountAddress _ -> null;
    };
  }

  private static @Nullable String kind(DatabaseAddress address) {
    return switch (address) {
      case DynamoAddress dynamo -> dynamo.endpoint() == null ? "dynamodb" : null;
      case PostgresAddress _, MysqlAddress _, RedisAddress _ ->
          address.label().toLowerCase(Locale.ROOT).contains(AWS_HOSTS) ? "database" : null;
    };
  }
}
