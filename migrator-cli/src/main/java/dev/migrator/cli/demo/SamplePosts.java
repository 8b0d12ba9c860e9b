package dev.migrator.cli.demo;

import dev.migrator.Migrator;
import dev.migrator.sandbox.PostgresHost;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/// A PostgreSQL database of the demo, where this machine can hold one and dump its schema.
final class SamplePosts implements AutoCloseable {
  private static final int MAJOR = 15;
  private static final int POSTS = 20_000;
  private static final String[] SCRIPT = {
    "CREATE ROLE writer LOGIN PASSWORD 'to-be-set-again'",
    "CREATE TABLE author (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text UNIQUE)",
    "INSERT INTO author (name) SELECT 'author ' || g FROM generate_series(1, 100) g",
    """
    CREATE TABLE post (id bigint PRIMARY KEY, author int REFERENCES author, at timestamptz,
      body text, search tsvector GENERATED ALWAYS AS (to_tsvector('simple', body)) STORED)
    """,
    """
    INSERT INTO post SELECT g, 1 + g %% 100, '2026-01-01'::timestamptz + g * interval '1 minute',
      'post ' || g || ' ' || repeat(md5(g::text) || ' ', 10) FROM generate_series(1, %d) g
    """
        .formatted(POSTS),
    "CREATE INDEX ON post USING gin (search)",
    "CREATE MATERIALIZED VIEW busiest AS SELECT author, count(*) FROM post GROUP BY author",
    "SELECT lo_from_bytea(0, decode(repeat('00ff', 100000), 'hex'))",
    "GRANT SELECT ON post TO writer"
  };

  private final PostgresHost host;

  private SamplePosts(PostgresHost host) {
    this.host = host;
  }

  /// Why there is none on this machine; empty if there can be.
  static Optional<String> missing() {
    return Migrator.missingForPostgres(MAJOR);
  }

  static SamplePosts start() {
    PostgresHost host = PostgresHost.start();
    run(host, "postgres", "CREATE DATABASE posts");
    run(host, "posts", SCRIPT);
    return new SamplePosts(host);
  }

  private static void run(PostgresHost host, String database, String... statements) {
    try (Connection connection = connect(host, database);
        Statement run = connection.createStatement()) {
      for (String statement : statements) {
        run.execute(statement);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("cannot fill the demo's database", e);
    }
  }

  private static Connection connect(PostgresHost host, String database) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(host.port(), database);
    return DriverManager.getConnection(url, host.user(), host.password());
  }

  static String inventory() {
    return "a PostgreSQL database with %,d posts".formatted(POSTS);
  }

  /// Of the database to leave.
  String url() {
    return host.url("posts");
  }

  /// Of one to move to, which is not there yet.
  String newUrl(String what) {
    return host.url(moved(what));
  }

  private static String moved(String what) {
    return "our-" + what;
  }

  /// Rows of a table of that name in the database that was moved to.
  long countNew(String what) {
    try (Connection connection = connect(host, moved(what));
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM " + what)) {
      count.next();
      return count.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot count what was moved", e);
    }
  }

  String password() {
    return host.password();
  }

  @Override
  public void close() {
    host.close();
  }
}
