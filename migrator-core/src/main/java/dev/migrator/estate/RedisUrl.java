package dev.migrator.estate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.DatabaseAddress.RedisAddress.Tls;
import dev.migrator.database.Secret;
import java.net.URLDecoder;
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
          "(?<scheme>rediss?)://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?"
              + "(?<host>\\[[^]/?@]+]|[^:/?@,]+)(?::(?<port>\\d{1,5}))?"
              + "(?:/(?<database>\\d{0,9}))?(?:\\?cacert=(?<cacert>[^&]+))?");

  private static final int DEFAULT_PORT = 6379;
  private static final int LAST_PORT = 65_535;

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
    String database = uri.group("database");
    return new RedisAddress(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : decoded(host),
        port(uri.group("port")),
        decoded(uri.group("user")),
        password != null ? password : password(decoded(uri.group("password")), environment),
        database == null || database.isEmpty() ? null : Integer.valueOf(database),
        tls(uri));
  }

  private static @Nullable Secret password(String ofUri, Map<String, String> environment) {
    String password = ofUri.isEmpty() ? environment.getOrDefault("REDISCLI_AUTH", "") : ofUri;
    return password.isEmpty() ? null : new Secret(password);
  }

  private static int port(@Nullable String text) {
    int port = text == null ? DEFAULT_PORT : Integer.parseInt(text);
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException("bad port \"" + text + "\". Allowed: 1 to " + LAST_PORT);
    }
    return port;
  }

  private static @Nullable Tls tls(Matcher uri) {
    String certificates = uri.group("cacert");
    if (uri.group("scheme").equals("rediss")) {
      return new Tls(certificates == null ? null : decoded(certificates));
    }
    if (certificates != null) {
      throw new IllegalArgumentException("?cacert needs rediss://, the form with TLS");
    }
    return null;
  }

  private static String decoded(@Nullable String text) {
    return text == null ? "" : URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }
}
