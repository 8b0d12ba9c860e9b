package dev.migrator.estate;

import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.Secret;
import dev.migrator.database.TableFilter;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads where a MySQL or MariaDB database is as its own clients do: from a URL, and what that
/// leaves open from the variables `MYSQL_HOST`, `MYSQL_TCP_PORT` and `MYSQL_PWD`, and from
/// `~/.my.cnf`.
final class MysqlUrl {
  static final String FORM =
      "Allowed: mysql://USER@HOST:PORT/DATABASE, with options as ?ssl-mode=VERIFY_IDENTITY";

  private static final Pattern URI =
      Pattern.compile(
          "(?:mysql|mariadb)://"
              + UrlParts.AUTHORITY
              + "(?:/(?<database>[^?/]*))?(?:\\?(?<query>.*))?");
  private static final SortedSet<String> OPTIONS =
      new TreeSet<>(
          List.of(
              "connect-timeout",
              "get-server-public-key",
              "serverSslCert",
              "ssl-ca",
              "ssl-mode",
              "sslMode"));
  private static final List<String> MODES =
      List.of(
          "DISABLED",
          "PREFERRED",
          "REQUIRED",
          "VERIFY_CA",
          "VERIFY_IDENTITY",
          "disable",
          "trust",
          "verify-ca",
          "verify-full");
  private static final int DEFAULT_PORT = 3306;

  private final Map<String, String> environment;
  private final Map<String, String> optionFile;

  private MysqlUrl(Map<String, String> environment) {
    this.environment = environment;
    this.optionFile = MyCnf.read(environment);
  }

  /// @param password null where it is given nowhere else
  /// @throws IllegalArgumentException with a sentence that shows no secret
  static MysqlAddress parse(
      String text, @Nullable Secret password, TableFilter tables, Map<String, String> environment) {
    Matcher uri = URI.matcher(text);
    if (!uri.matches()) {
      throw new IllegalArgumentException("bad address of a MySQL database. " + FORM);
    }
    return new MysqlUrl(environment).address(uri, password, tables);
  }

  private MysqlAddress address(Matcher uri, @Nullable Secret password, TableFilter tables) {
    String host = or(UrlParts.decoded(uri.group("host")), "MYSQL_HOST", "host", "localhost");
    String port =
        or(
            UrlParts.decoded(uri.group("port")),
            "MYSQL_TCP_PORT",
            "port",
            Integer.toString(DEFAULT_PORT));
    String database = or(UrlParts.decoded(uri.group("database")), "", "database", "");
    if (database.isEmpty()) {
      throw new IllegalArgumentException("the address names no database. " + FORM);
    }
    return new MysqlAddress(
        UrlParts.host(host),
        UrlParts.port(port),
        database,
        or(UrlParts.decoded(uri.group("user")), "", "user", System.getProperty("user.name")),
        password != null ? password : password(UrlParts.decoded(uri.group("password"))),
        options(uri.group("query")),
        tables);
  }

  private @Nullable Secret password(String ofUri) {
    String ofFile = optionFile.getOrDefault("password", "");
    String other = ofFile.isEmpty() ? environment.getOrDefault("MYSQL_PWD", "") : ofFile;
    String password = ofUri.isEmpty() ? other : ofUri;
    return password.isEmpty() ? null : new Secret(password);
  }

  private Map<String, String> options(@Nullable String query) {
    Map<String, String> options = new TreeMap<>();
    OPTIONS.forEach(option -> {
      if (optionFile.containsKey(option)) {
        options.put(option, optionFile.get(option));
      }
    });
    UrlParts.options(query, OPTIONS, "MySQL", options);
    requireMode(options.getOrDefault("ssl-mode", options.getOrDefault("sslMode", "DISABLED")));
    return options;
  }

  private static void requireMode(String mode) {
    if (MODES.stream().noneMatch(mode::equalsIgnoreCase)) {
      throw new IllegalArgumentException(
          "unknown ssl-mode \"%s\". Allowed: %s"
              .formatted(mode, String.join(", ", MODES.subList(0, 5))));
    }
  }

  private String or(@Nullable String given, String variable, String option, String otherwise) {
    if (given != null && !given.isEmpty()) {
      return given;
    }
    String ofFile = optionFile.get(option);
    return ofFile != null ? ofFile : environment.getOrDefault(variable, otherwise);
  }
}
