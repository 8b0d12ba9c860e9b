package dev.migrator.estate;

import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.DatabaseAddress.RedisAddress.Tls;
import dev.migrator.database.Secret;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads where a server of Redis is, as `redis-cli -u` does; a password that is given nowhere else
/// comes from its variable `REDISCLI_AUTH` (Redis, "Redis CLI").
final class RedisUrl {
  static final String FORM =
      "Allowed: redis://USER@HOST:PORT/NUMBER, or rediss:// for TLS, with ?cacert=FILE";

  private static final Pattern URI =
      Pattern.compile(
          "(?<scheme>rediss?)://"
              + UrlParts.AUTHORITY
              + "(?:/(?<database>\\d{0,9}))?(?:\\?cacert=(?<cacert>[^&]+))?");

  private static final int DEFAULT_PORT = 6379;

  private RedisUrl() {}

  /// @param password null where it is given nowhere else
  /// @throws IllegalArgumentException with a sentence that shows no secret
  static RedisAddress parse(
      String text, @Nullable Secret password, Map<String, String> environment) {
    Matcher uri = URI.matcher(text);
    if (!uri.matches()) {
      throw new IllegalArgumentException("bad address of a Redis server. " + FORM);
    }
    String host = uri.group("host");
    if (host.isEmpty()) {
      throw new IllegalArgumentException("the address names no host. " + FORM);
    }
    String database = uri.group("database");
    return new RedisAddress(
        UrlParts.host(UrlParts.decoded(host)),
        UrlParts.port(given(uri.group("port"), Integer.toString(DEFAULT_PORT))),
        UrlParts.decoded(uri.group("user")),
        password != null
            ? password
            : password(UrlParts.decoded(uri.group("password")), environment),
        database == null || database.isEmpty() ? null : Integer.valueOf(database),
        tls(uri));
  }

  private static @Nullable Secret password(String ofUri, Map<String, String> environment) {
    String password = ofUri.isEmpty() ? environment.getOrDefault("REDISCLI_AUTH", "") : ofUri;
    return password.isEmpty() ? null : new Secret(password);
  }

  private static String given(@Nullable String text, String otherwise) {
    return text == null || text.isEmpty() ? otherwise : text;
  }

  private static @Nullable Tls tls(Matcher uri) {
    String certificates = uri.group("cacert");
    if (uri.group("scheme").equals("rediss")) {
      return new Tls(certificates == null ? null : UrlParts.decoded(certificates));
    }
    if (certificates != null) {
      throw new IllegalArgumentException("?cacert needs rediss://, the form with TLS");
    }
    return null;
  }
}
