package dev.migrator.database.redis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server says of itself (Redis, `INFO`).
///
/// @param info all its lines by their names
/// @param exactExpiry whether it tells when a key expires, and not only in how many milliseconds
record Server(Map<String, String> info, boolean exactExpiry) {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.");
  private static final Pattern PRODUCT = Pattern.compile("(Redis|Valkey) (\\d{1,3})\\.(\\d{1,2})");
  private static final int REDIS_WITH_FIELD_EXPIRY = 704;
  private static final int VALKEY_WITH_FIELD_EXPIRY = 900;
  private static final Pattern KEYSPACE = Pattern.compile("keys=(\\d+),.*");

  static Server ask(Connection connection) {
    Map<String, String> info = new TreeMap<>();
    for (String line : connection.call(Command.of("INFO")).text().split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        info.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    Reply expiry = connection.ask(Command.of("PEXPIRETIME", Ledger.NAME));
    return new Server(info, !(expiry instanceof Reply.Refusal));
  }

  private String of(String name) {
    return info.getOrDefault(name, "");
  }

  String product() {
    return info.containsKey("valkey_version")
        ? "Valkey " + of("valkey_version")
        : "Redis " + of("redis_version");
  }

  /// As Redis counts, 0 where it does not tell; Valkey says with which version of Redis it goes
  /// along.
  int major() {
    Matcher match = VERSION.matcher(of("redis_version"));
    return match.lookingAt() ? Integer.parseInt(match.group(1)) : 0;
  }

  /// Whether single fields of hashes can expire there.
  boolean hasFieldExpiry() {
    return hasFieldExpiry(product());
  }

  /// As [#hasFieldExpiry()].
  ///
  /// @param product as [#product] tells it
  static boolean hasFieldExpiry(String product) {
    Matcher match = PRODUCT.matcher(product);
    return match.lookingAt()
        && number(match.group(2), match.group(3))
            >= (match.group(1).equals("Redis")
                ? REDIS_WITH_FIELD_EXPIRY
                : VALKEY_WITH_FIELD_EXPIRY);
  }

  private static int number(String major, String minor) {
    return Integer.parseInt(major) * 100 + Integer.parseInt(minor);
  }

  long memoryBytes() {
    String bytes = of("used_memory");
    return bytes.matches("\\d{1,18}") ? Long.parseLong(bytes) : 0;
  }

  boolean isCluster() {
    return of("cluster_enabled").equals("1");
  }

  /// Whether it is a node of a cluster with others, which hold other keys.
  boolean isPartOfCluster(Connection connection) {
    return isCluster()
        && !connection.call(Command.of("CLUSTER", "INFO")).text().contains("cluster_size:1\r\n");
  }

  /// Numbers of the databases that hold keys.
  List<Long> databases() {
    List<Long> databases = new ArrayList<>();
    info.forEach((name, value) -> {
      if (name.matches("db\\d{1,9}") && keys(value) > 0) {
        databases.add(Long.parseLong(name.substring(2)));
      }
    });
    databases.sort(null);
    return databases;
  }

  long keys(long database) {
    return keys(of("db" + database));
  }

  private static long keys(String line) {
    Matcher match = KEYSPACE.matcher(line);
    return match.matches() ? Long.parseLong(match.group(1)) : 0;
  }

  static Instant now(Connection connection) {
    return Instant.ofEpochMilli(millis(connection.call(Command.of("TIME"))));
  }

  /// Of the epoch, from the answer to `TIME`.
  static long millis(Reply time) {
    List<Reply> parts = time.items();
    return parts.get(0).number() * 1000 + parts.get(1).number() / 1000;
  }
}
