package dev.migrator.estate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.archive.ThawLimit;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress.Tables;
import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.Secret;
import dev.migrator.database.TableFilter;
import dev.migrator.model.Credentials;
import dev.migrator.model.Credentials.DefaultCredentials;
import dev.migrator.model.Credentials.ProfileCredentials;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The keys of an estate file that say where a source is, and how to get in: what [StoreSection]
/// and [DatabaseSection] read.
final class AddressKeys {
  private final String source;
  private final Set<String> variables;

  /// @param variables gets the names of those that stand for secrets
  AddressKeys(String source, Set<String> variables) {
    this.source = source;
    this.variables = variables;
  }

  void put(StoreAddress address, Map<String, Object> into) {
    switch (address) {
      case FilesAddress(String path) -> into.put("files", Map.of("path", literal(path)));
      case S3Address s3 -> into.put("s3", s3(s3));
      case AccountAddress account -> into.put("account", account(account));
    }
  }

  void put(DatabaseAddress address, Map<String, Object> into) {
    into.put(
        address.kind(),
        switch (address) {
          case PostgresAddress postgres -> postgres(postgres);
          case MysqlAddress mysql -> mysql(mysql);
          case RedisAddress redis -> redis(redis);
          case DynamoAddress dynamo -> dynamo(dynamo);
        });
  }

  private Map<String, Object> s3(S3Address s3) {
    Map<String, Object> keys = bucket(s3);
    if (!s3.allVersions()) {
      keys.put("versions", "latest");
    }
    if (s3.thaw() != ThawLimit.EXPEDITED) {
      keys.put("thaw", s3.thaw().name().toLowerCase(Locale.ROOT));
    }
    return keys;
  }

  private Map<String, Object> bucket(S3Address s3) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("bucket", literal(s3.bucket()));
    putIfThere(keys, "region", s3.region());
    putIfThere(keys, "endpoint", s3.endpoint());
    keys.put("path-style", Boolean.toString(s3.pathStyle()));
    if (!s3.prefix().toString().isEmpty()) {
      keys.put("prefix", literal(s3.prefix().toString()));
    }
    putCredentials(keys, s3.credentials());
    return keys;
  }

  private Map<String, Object> account(AccountAddress account) {
    Map<String, Object> keys = new LinkedHashMap<>();
    if (!account.regions().isEmpty()) {
      keys.put("regions", account.regions().stream().map(AddressKeys::literal).toList());
    }
    putIfThere(keys, "endpoint", account.endpoint());
    putCredentials(keys, account.credentials());
    return keys;
  }

  private Map<String, Object> dynamo(DynamoAddress dynamo) {
    Map<String, Object> keys = new LinkedHashMap<>();
    switch (dynamo.selected()) {
      case Tables.Named(String name) -> keys.put("table", literal(name));
      case Tables.Prefixed(String prefix) -> keys.put("prefix", literal(prefix));
    }
    putIfThere(keys, "region", dynamo.region());
    putIfThere(keys, "endpoint", dynamo.endpoint());
    keys.put("read-percent", dynamo.readPercent());
    putCredentials(keys, dynamo.credentials());
    if (dynamo.exports() != null) {
      keys.put("export", bucket(dynamo.exports()));
    }
    return keys;
  }

  private void putCredentials(Map<String, Object> keys, Credentials credentials) {
    switch (credentials) {
      case DefaultCredentials() -> {}
      case ProfileCredentials(String profile) ->
          keys.put("credentials", Map.of("profile", literal(profile)));
      case StaticCredentials fixed -> keys.put("credentials", keysOf(fixed));
    }
  }

  private Map<String, Object> keysOf(StaticCredentials fixed) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("access-key-id", variable("ACCESS_KEY_ID"));
    keys.put("secret-access-key", variable("SECRET_ACCESS_KEY"));
    if (fixed.sessionToken() != null) {
      keys.put("session-token", variable("SESSION_TOKEN"));
    }
    return keys;
  }

  private Map<String, Object> postgres(PostgresAddress address) {
    String place = place(address.user(), address.host(), address.port());
    String url = "postgresql://" + place + "/" + encoded(address.database());
    return database(url + query(address.options()), address.password(), address.tables());
  }

  private Map<String, Object> mysql(MysqlAddress address) {
    String place = place(address.user(), address.host(), address.port());
    String url = "mysql://" + place + "/" + encoded(address.database());
    return database(url + query(address.options()), address.password(), address.tables());
  }

  private Map<String, Object> redis(RedisAddress address) {
    String certificates = address.tls() == null ? null : address.tls().certificates();
    String url =
        (address.tls() == null ? "redis://" : "rediss://")
            + place(address.user(), address.host(), address.port())
            + (address.database() == null ? "" : "/" + address.database())
            + (certificates == null ? "" : query(Map.of("cacert", certificates)));
    return database(url, address.password(), TableFilter.ALL);
  }

  private Map<String, Object> database(String url, @Nullable Secret password, TableFilter tables) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("url", literal(url));
    if (password != null) {
      keys.put("password", variable("PASSWORD"));
    }
    if (!tables.include().isEmpty()) {
      keys.put("tables", tables.include().stream().map(AddressKeys::literal).toList());
    }
    if (!tables.exclude().isEmpty()) {
      keys.put("exclude", tables.exclude().stream().map(AddressKeys::literal).toList());
    }
    return keys;
  }

  private static String place(String user, String host, int port) {
    String at = user.isEmpty() ? "" : encoded(user) + "@";
    return at + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static String query(Map<String, String> options) {
    return options.isEmpty()
        ? ""
        : options.entrySet().stream()
            .map(option -> option.getKey() + "=" + encoded(option.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static void putIfThere(Map<String, Object> keys, String key, @Nullable String text) {
    if (text != null) {
      keys.put(key, literal(text));
    }
  }

  private static void putIfThere(Map<String, Object> keys, String key, @Nullable URI uri) {
    putIfThere(keys, key, uri == null ? null : uri.toString());
  }

  /// What would be read as a variable is none.
  static String literal(String text) {
    return text.replace("${", "$${");
  }

  private String variable(String of) {
    String name = (source + "-" + of).toUpperCase(Locale.ROOT).replace('-', '_');
    String legal = Character.isDigit(name.charAt(0)) ? "_" + name : name;
    variables.add(legal);
    return "${" + legal + "}";
  }
}
