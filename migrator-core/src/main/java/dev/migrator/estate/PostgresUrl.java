package dev.migrator.estate;

import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.Secret;
import dev.migrator.database.TableFilter;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
          "postgres(?:ql)?://"
              + UrlParts.AUTHORITY
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
    String host = or(UrlParts.decoded(uri.group("host")), "PGHOST", "localhost");
    if (host.startsWith("/") || host.startsWith("@")) {
      throw new IllegalArgumentException(
          "a database is reached by TCP, not by the socket " + host + "; name its host");
    }
    String user =
        or(UrlParts.decoded(uri.group("user")), "PGUSER", System.getProperty("user.name"));
    return new PostgresAddress(
        UrlParts.host(host),
        UrlParts.port(or(uri.group("port"), "PGPORT", Integer.toString(DEFAULT_PORT))),
        or(UrlParts.decoded(uri.group("database")), "PGDATABASE", user),
        user,
        password != null ? password : password(UrlParts.decoded(uri.group("password"))),
        options(uri.group("query")),
        environment.get("PGPASSFILE"),
        tables);
  }

  private @Nullable Secret password(String ofUri) {
    String password = or(ofUri, "PGPASSWORD", "");
    return password.isEmpty() ? null : new Secret(password);
  }

  private Map<String, String> options(@Nullable String query) {
    Map<String, String> options = new TreeMap<>();
    OPTIONS.forEach((option, variable) -> {
      if (environment.containsKey(variable)) {
        options.put(option, environment.get(variable));
      }
    });
    UrlParts.options(query, new TreeSet<>(OPTIONS.keySet()), "PostgreSQL", options);
    return options;
  }

  private String or(@Nullable String given, String variable, String otherwise) {
    return given != null && !given.isEmpty()
        ? given
        : environment.getOrDefault(variable, otherwise);
  }
}
