package dev.migrator.estate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.Secret;
import dev.migrator.database.TableFilter;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads where a PostgreSQL database is as its own clients do: from a connection URI, and what that
/// leaves open from the `PG…` variables (PostgreSQL, "Connection Strings", "Environment
/// Variables").
final class PostgresUrl {
  static final String FORM =
      "Allowed: postgresql://USER@HOST:PORT/DATABASE, with options as ?sslmode=verify-full";

  private static final Pattern URI =
      Pattern.compile(
          "postgres(?:ql)?://(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?"
              + "(?<host>\\[[^]/?@]*]|[^:/?@,]*)(?::(?<port>\\d*))?"
              + "(?:/(?<database>[^?/]*))?(?:\\?(?<query>.*))?");

  /// Options to the variables that stand for them.
  private static final SortedMap<String, String> OPTIONS =
      new TreeMap<>(
          Map.of(
              "application_name", "PGAPPNAME",
              "channel_binding", "PGCHANNELBINDING",
              "connect_timeout", "PGCONNECT_TIMEOUT",
              "gssencmode", "PGGSSENCMODE",
              "options", "PGOPTIONS",
              "sslcert", "PGSSLCERT",
              "sslkey", "PGSSLKEY",
              "sslmode", "PGSSLMODE",
              "sslrootcert", "PGSSLROOTCERT"));

  private static final int DEFAULT_PORT = 5432;
  private static final int LAST_PORT = 65_535;

  private final Map<String, String> environment;

  private PostgresUrl(Map<String, String> environment) {
    this.environment = environment;
  }

  /// @param password null where it is given nowhere else
  /// @throws IllegalArgumentException with a sentence that shows no secret
  static PostgresAddress parse(
      String text, @Nullable Secret password, TableFilter tables, Map<String, String> environment) {
    Matcher uri = URI.matcher(text);
    if (!uri.matches()) {
      throw new IllegalArgumentException("bad address of a PostgreSQL database. " + FORM);
    }
    return new PostgresUrl(environment).address(uri, password, tables);
  }

  private PostgresAddress address(Matcher uri, @Nullable Secret password, TableFilter tables) {
    String host = or(decoded(uri.group("host")), "PGHOST", "localhost");
    if (host.startsWith("/") || host.startsWith("@")) {
      throw new IllegalArgumentException(
          "a database is reached by TCP, not by the socket " + host + "; name its host");
    }
    String user = or(decoded(uri.group("user")), "PGUSER", System.getProperty("user.name"));
    return new PostgresAddress(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        port(or(uri.group("port"), "PGPORT", Integer.toString(DEFAULT_PORT))),
        or(decoded(uri.group("database")), "PGDATABASE", user),
        user,
        password != null ? password : password(decoded(uri.group("password"))),
        options(uri.group("query")),
        environment.get("PGPASSFILE"),
        tables);
  }

  private @Nullable Secret password(String ofUri) {
    String password = or(ofUri, "PGPASSWORD", "");
    return password.isEmpty() ? null : new Secret(password);
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException("bad port \"" + text + "\". Allowed: 1 to " + LAST_PORT);
  }

  private Map<String, String> options(@Nullable String query) {
    Map<String, String> options = new TreeMap<>();
    OPTIONS.forEach((option, variable) -> {
      if (environment.containsKey(variable)) {
        options.put(option, environment.get(variable));
      }
    });
    for (String part : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String option = equals < 0 ? part : part.substring(0, equals);
      if (equals < 0 || !OPTIONS.containsKey(option)) {
        throw new IllegalArgumentException(
            "unknown option \"%s\" of a PostgreSQL address%s"
                .formatted(option, Suggestion.among(List.copyOf(OPTIONS.keySet()), option)));
      }
      options.put(option, decoded(part.substring(equals + 1)));
    }
    return options;
  }

  private String or(@Nullable String given, String variable, String otherwise) {
    return given != null && !given.isEmpty()
        ? given
        : environment.getOrDefault(variable, otherwise);
  }

  private static String decoded(@Nullable String text) {
    return text == null ? "" : URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }
}
