package dev.migrator.database.postgres;

import dev.migrator.database.DatabaseAddress.PostgresAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// Opens connections to one database, and tells child processes how to.
///
/// Every session is set so that a value has the same text on every server, and nothing is left out
/// unseen: see PostgreSQL, "Client Connection Defaults", and what `pg_dump` sets.
final class Connector {
  private static final String SETTINGS =
      """
      SET search_path = '';
      SET DateStyle = ISO;
      SET IntervalStyle = postgres;
      SET TimeZone = 'UTC';
      SET extra_float_digits = 3;
      SET bytea_output = hex;
      SET lc_monetary = 'C';
      SET xmloption = content;
      SET row_security = off;
      SET statement_timeout = 0;
      SET lock_timeout = 0;
      SET idle_in_transaction_session_timeout = 0;
      SET synchronize_seqscans = off;
      SET quote_all_identifiers = off;
      SET standard_conforming_strings = on;
      SET default_transaction_read_only = off;
      SET client_min_messages = warning;
      SET check_function_bodies = off;
      SET jit = off;
      """;
  private static final int FIRST_WITH_TRANSACTION_TIMEOUT = 17;

  private final PostgresAddress address;

  Connector(PostgresAddress address) {
    this.address = address;
  }

  PostgresAddress address() {
    return address;
  }

  String label() {
    return address.label();
  }

  /// The caller closes it.
  Connection open() {
    return open(address.database());
  }

  /// Opens another database of the same server. The caller closes it.
  Connection open(String database) {
    String tried = "connecting to " + address.label();
    try {
      Connection connection = new org.postgresql.Driver().connect(url(database), properties());
      if (connection == null) {
        throw new IllegalStateException("not taken by its own driver: " + address.label());
      }
      Sql.run(connection, tried, SETTINGS);
      if (Server.majorOf(connection) >= FIRST_WITH_TRANSACTION_TIMEOUT) {
        Sql.run(connection, tried, "SET transaction_timeout = 0");
      }
      return connection;
    } catch (SQLException e) {
      throw Failures.of(tried, e);
    }
  }

  private String url(String database) {
    String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
    return "jdbc:postgresql://"
        + host
        + ":"
        + address.port()
        + "/"
        + java.net.URLEncoder.encode(database, java.nio.charset.StandardCharsets.UTF_8)
            .replace("+", "%20");
  }

  private Properties properties() {
    Properties properties = new Properties();
    address.options().forEach((name, value) -> putOption(properties, name, value));
    properties.setProperty("user", address.user());
    if (address.password() != null) {
      properties.setProperty("password", address.password().value());
    }
    properties.setProperty("ApplicationName", "migrator");
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("preferQueryMode", "extended");
    properties.setProperty("prepareThreshold", "0");
    return properties;
  }

  /// The driver has names of its own for some; it overlooks those that it does not know.
  private static void putOption(Properties properties, String name, String value) {
    switch (name) {
      case "connect_timeout" -> properties.setProperty("connectTimeout", value);
      case "channel_binding" -> properties.setProperty("channelBinding", value);
      case "gssencmode" -> properties.setProperty("gssEncMode", value);
      case "application_name" -> {} // ours tells more
      case "sslrootcert" -> putAuthorities(properties, value);
      case "options", "sslcert", "sslkey", "sslmode" -> properties.setProperty(name, value);
      default -> throw new IllegalArgumentException("an option that nobody knows: " + name);
    }
  }

  private static void putAuthorities(Properties properties, String value) {
    if (value.equals("system")) {
      properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    } else {
      properties.setProperty("sslrootcert", value);
    }
  }

  /// What libpq's environment variables are to say (PostgreSQL, "Environment Variables"), so that a
  /// password is no argument that other users could see.
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("PGHOST", address.host());
    environment.put("PGPORT", Integer.toString(address.port()));
    environment.put("PGDATABASE", address.database());
    environment.put("PGUSER", address.user());
    environment.put("PGCLIENTENCODING", "UTF8");
    if (address.password() != null) {
      environment.put("PGPASSWORD", address.password().value());
    }
    if (address.passwordFile() != null) {
      environment.put("PGPASSFILE", address.passwordFile());
    }
    address.options().forEach((name, value) -> environment.put(variable(name), value));
    environment.put("PGAPPNAME", "migrator");
    return environment;
  }

  private static String variable(String option) {
    return switch (option) {
      case "application_name" -> "PGAPPNAME";
      case "channel_binding" -> "PGCHANNELBINDING";
      default -> "PG" + option.toUpperCase(Locale.ROOT);
    };
  }
}
