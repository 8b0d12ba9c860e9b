package dev.migrator.database.mysql;

import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// Opens connections to one database. Every session is set so that a value is the same on every
/// server, and nothing is left out or changed unseen.
final class Connector {
  private static final String BASE =
      """
      SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION', time_zone = '+00:00',
      wait_timeout = 2147483, net_write_timeout = 86400, net_read_timeout = 86400,
      lock_wait_timeout = 60, foreign_key_checks = 0, sql_quote_show_create = 1,
      sql_auto_is_null = 0, sql_select_limit = 18446744073709551615, sql_big_selects = 1,
      sql_safe_updates = 0\
      """;
  private static final String ISOLATION = "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ";
  private static final String MARIADB =
      """
      SET SESSION max_statement_time = 0, idle_transaction_timeout = 0,
      idle_readonly_transaction_timeout = 0, idle_write_transaction_timeout = 0,
      check_constraint_checks = 0, innodb_strict_mode = 0\
      """;
  private static final String HISTORY = "SET SESSION system_versioning_insert_history = 1";

  /// A character set without a collation means what it meant on every earlier server.
  private static final String COLLATIONS = "SET SESSION character_set_collations = ''";

  private static final String MYSQL =
      "SET SESSION max_execution_time = 0, information_schema_stats_expiry = 0";
  private static final String SHOWN =
      """
      SET SESSION show_gipk_in_create_table_and_information_schema = 1,
      print_identified_with_as_hex = 1\
      """;
  private static final List<String> OWN_KEYS =
      List.of(
          "SET SESSION sql_require_primary_key = 0",
          "SET SESSION sql_generate_invisible_primary_key = 0");

  /// The driver ends a connection of which it is told that it is not in UTF-8.
  private static final String UNTOLD = "SET SESSION session_track_system_variables = ''";

  /// Texts come as they are stored, and literals are the bytes that they are sent as. Names are in
  /// UTF-8 nevertheless.
  private static final String BYTES =
      """
      SET SESSION character_set_results = NULL, character_set_connection = binary,
      character_set_client = binary\
      """;

  private final MysqlAddress address;
  private volatile boolean isPlain;

  /// What a connection is for.
  enum Use {
    /// Questions and definitions, in UTF-8.
    WORDS,
    /// Rows, whose bytes nobody decodes.
    ROWS
  }

  Connector(MysqlAddress address) {
    this.address = address;
  }

  String database() {
    return address.database();
  }

  MysqlAddress address() {
    return address;
  }

  String label() {
    return address.label();
  }

  /// The caller closes it.
  Connection open(Use use) {
    return open(address.database(), use);
  }

  /// Opens the server, without a database. The caller closes it.
  Connection openServer() {
    return open("", Use.WORDS);
  }

  private Connection open(String database, Use use) {
    String tried = "connecting to " + address.label();
    try {
      Connection connection = connect(database);
      Server server = Server.ask(connection);
      for (String statement : settings(server, use)) {
        Sql.run(connection, tried, statement);
      }
      if (!server.isMariaDb() && server.number() >= Server.MAKES_KEYS) {
        keys(connection, tried);
      }
      return connection;
    } catch (SQLException e) {
      throw Failures.of(tried, e);
    }
  }

  /// Tables keep the keys that they have. On the server's wish for more a right of its own is
  /// needed; the [Preflight] tells where it is missing.
  private static void keys(Connection connection, String tried) {
    Sql.run(connection, tried, SHOWN);
    for (String statement : OWN_KEYS) {
      try {
        Sql.execute(connection, statement);
      } catch (SQLException e) {
        StoreException failure = Failures.of(tried, e);
        if (failure.reason() != Reason.FORBIDDEN) {
          throw failure;
        }
      }
    }
  }

  private static List<String> settings(Server server, Use use) {
    List<String> settings = new ArrayList<>(List.of(BASE, ISOLATION));
    settings.add(server.isMariaDb() ? MARIADB : MYSQL);
    if (server.isMariaDb() && server.number() >= Server.HISTORY_CAN_BE_WRITTEN) {
      settings.add(HISTORY);
    }
    if (server.isMariaDb() && server.number() >= Server.COLLATIONS_OF_CHARSETS) {
      settings.add(COLLATIONS);
    }
    if (use == Use.ROWS) {
      settings.add(UNTOLD);
      settings.add(BYTES);
    }
    return settings;
  }

  static void switchToRows(Connection connection) {
    String tried = "asking for bytes as they are stored";
    Sql.run(connection, tried, UNTOLD);
    Sql.run(connection, tried, BYTES);
  }

  /// Without a word on TLS it is used where the server has it, as the clients do.
  private Connection connect(String database) throws SQLException {
    Tls tls = Tls.of(address.options());
    if (tls != Tls.PREFERRED || isPlain) {
      return connect(database, tls == Tls.PREFERRED ? Tls.DISABLED : tls);
    }
    try {
      return connect(database, Tls.REQUIRED);
    } catch (SQLException e) {
      if (!Failures.said(e).contains("ssl not enabled in the server")) {
        throw e;
      }
      isPlain = true;
      return connect(database, Tls.DISABLED);
    }
  }

  private Connection connect(String database, Tls tls) throws SQLException {
    String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
    String url = "jdbc:mariadb://" + host + ":" + address.port() + "/";
    Properties properties = properties(tls);
    Connection connection = new org.mariadb.jdbc.Driver().connect(url, properties);
    if (connection == null) {
      throw new IllegalStateException("not taken by its own driver: " + address.label());
    }
    if (!database.isEmpty()) {
      try {
        Sql.execute(connection, "USE " + Identifier.quoted(database));
      } catch (SQLException e) {
        Sql.drop(connection);
        throw e;
      }
    }
    return connection;
  }

  private Properties properties(Tls tls) {
    Properties properties = new Properties();
    properties.setProperty("user", address.user());
    if (address.password() != null) {
      properties.setProperty("password", address.password().value());
    }
    properties.setProperty("sslMode", tls.driverName());
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("allowLocalInfile", "false");
    properties.setProperty("useServerPrepStmts", "false");
    properties.setProperty("connectionAttributes", "program_name:migrator");
    Tls.properties(address.options()).forEach(properties::setProperty);
    return properties;
  }
}
