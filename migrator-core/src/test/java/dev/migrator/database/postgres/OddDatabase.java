package dev.migrator.database.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.Secret;
import dev.migrator.database.TableFilter;
import dev.migrator.sandbox.PostgresHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Databases on a throwaway server.
record OddDatabase(PostgresHost host, String name) {

  /// An empty one.
  static OddDatabase create(PostgresHost host, String name) {
    new OddDatabase(host, "postgres").run("CREATE DATABASE \"" + name + "\"");
    return new OddDatabase(host, name);
  }

  /// One with everything odd that a server of this major version can hold.
  static OddDatabase fill(PostgresHost host, String name, int major) {
    OddDatabase database = create(host, name);
    database.runAll("odd.sql");
    for (int version = 14; version <= Math.min(major, 15); version++) {
      database.runAll("odd-" + version + ".sql");
    }
    database.run("ALTER DATABASE \"%s\" SET statement_timeout = '1h'".formatted(name));
    database.run("ALTER ROLE odd_owner IN DATABASE \"%s\" SET work_mem = '9MB'".formatted(name));
    database.run("COMMENT ON DATABASE \"%s\" IS 'it''s odd'".formatted(name));
    database.run("REVOKE ALL ON DATABASE \"%s\" FROM PUBLIC".formatted(name));
    database.run("GRANT CONNECT ON DATABASE \"%s\" TO odd_owner".formatted(name));
    database.run("TRUNCATE plain.log"); // what the event trigger has told so far
    return database;
  }

  PostgresAddress address() {
    return address(TableFilter.ALL);
  }

  PostgresAddress address(TableFilter tables) {
    return new PostgresAddress(
        "127.0.0.1",
        host.port(),
        name,
        host.user(),
        new Secret(host.password()),
        Map.of(),
        null,
        tables);
  }

  Connection connect() throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(host.port(), name);
    return DriverManager.getConnection(url, host.user(), host.password());
  }

  void run(String... statements) {
    try (Connection connection = connect()) {
      for (String statement : statements) {
        run(connection, statement);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("connecting to " + name, e);
    }
  }

  private static void run(Connection connection, String statement) {
    try (Statement run = connection.createStatement()) {
      run.setEscapeProcessing(false);
      run.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  private void runAll(String resource) {
    try (InputStream in = OddDatabase.class.getResourceAsStream(resource)) {
      String script = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
      run(SqlScript.statements(script).toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> query(String query) {
    try (Connection connection = connect();
        Statement run = connection.createStatement();
        ResultSet rows = run.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }
}
