package dev.migrator.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.Migrator;
import dev.migrator.cli.process.Program.Ended;
import dev.migrator.cli.process.Program.Running;
import dev.migrator.sandbox.PostgresHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at ten random moments: five of a database's snapshot, five of its restore.
/// `DATABASE_KILLS_SEED` plays one again.
final class DatabaseKillsTest {
  private static final int KILLS = 5;
  private static final int TABLES = 60;
  private static final int ROWS = 2_000;
  private static final int MAJOR = 15;

  @TempDir private Path folder;

  @Test
  void noRowIsLostOrDoubledByTenKills() throws Exception {
    assumeTrue(
        Migrator.missingForPostgres(MAJOR).isEmpty(),
        () -> Migrator.missingForPostgres(MAJOR).orElseThrow());
    String given = System.getenv("DATABASE_KILLS_SEED");
    long seed = given == null ? new Random().nextLong() : Long.parseLong(given);
    System.out.println("DATABASE_KILLS_SEED=" + seed);
    Random random = new Random(seed);
    try (PostgresHost host = PostgresHost.start()) {
      fill(host);
      writeFiles(host);
      Program program = new Program(folder).with("PW", host.password());
      int kills = killSnapshots(program, random);
      expect(0, program.run("snapshot", "estate.yaml", "--bundle", "bundle"));
      expect(0, program.run("verify", "bundle"));
      kills += killRestores(program, host, random);
      expect(0, program.run("restore", "bundle", "--to", "targets.yaml"));
      System.out.println(kills + " kills");
      assertThat(kills).isGreaterThan(KILLS);
      assertThat(sums(host, "restored")).hasSize(TABLES).isEqualTo(sums(host, "killed"));
      assertThat(query(host, "restored", "SELECT to_regnamespace('migrator_restore')::text"))
          .containsExactly((String) null);
    }
  }

  private void writeFiles(PostgresHost host) throws IOException {
    String database = "  db: { postgres: { url: \"%s\", password: \"${PW}\"%s } }\n";
    Files.writeString(
        folder.resolve("estate.yaml"),
        "estate: kills\nsources:\n" + database.formatted(host.url("killed"), ""));
    Files.writeString(
        folder.resolve("targets.yaml"),
        "targets:\n" + database.formatted(host.url("restored"), ", create: true"));
  }

  private int killSnapshots(Program program, Random random) {
    int kills = 0;
    for (int i = 0; i < KILLS; i++) {
      long moment = files() + 5 + random.nextInt(TABLES / 2);
      Running run = program.start("snapshot", "estate.yaml", "--bundle", "bundle");
      if (run.waitUntil(() -> files() >= moment)) {
        run.kill();
        kills++;
      }
      Ended left = program.run("verify", "bundle");
      assertThat(left.code()).as("after kill %d: %s", kills, left).isIn(0, 3, 10);
    }
    return kills;
  }

  private long files() {
    Path data = folder.resolve("bundle/data");
    if (!Files.isDirectory(data)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(file -> file.toString().endsWith(".zst")).count();
    } catch (UncheckedIOException | IOException e) {
      return 0; // a file that was renamed meanwhile: the next look counts
    }
  }

  private static int killRestores(Program program, PostgresHost host, Random random) {
    int kills = 0;
    for (int i = 0; i < KILLS; i++) {
      long moment = done(host) + 10 + random.nextInt(TABLES / 2);
      Running run = program.start("restore", "bundle", "--to", "targets.yaml");
      if (run.waitUntil(() -> done(host) >= moment)) {
        run.kill();
        kills++;
      }
    }
    return kills;
  }

  /// Steps that the restore has entered so far.
  private static long done(PostgresHost host) {
    boolean isThere =
        !query(host, "postgres", "SELECT datname FROM pg_database WHERE datname = 'restored'")
            .isEmpty();
    return isThere
            && query(host, "restored", "SELECT to_regclass('migrator_restore.done')::text")
                    .getFirst()
                != null
        ? query(host, "restored", "SELECT step FROM migrator_restore.done").size()
        : 0;
  }

  private static void fill(PostgresHost host) {
    query(host, "postgres", "CREATE DATABASE killed");
    for (int table = 0; table < TABLES; table++) {
      query(
          host,
          "killed",
          "CREATE TABLE t%d AS SELECT g AS id, repeat(md5((g * %d)::text), 20) AS v FROM generate_series(1, %d) g"
              .formatted(table, table, ROWS));
      query(host, "killed", "ALTER TABLE t%d ADD PRIMARY KEY (id)".formatted(table));
    }
  }

  /// Of each table its number of rows and a sum of their hashes.
  private static List<String> sums(PostgresHost host, String database) {
    List<String> sums = new ArrayList<>();
    for (int table = 0; table < TABLES; table++) {
      sums.addAll(
          query(
              host,
              database,
              "SELECT count(*) || ' ' || sum(hashtextextended(t::text, 0)::numeric) FROM t%d t"
                  .formatted(table)));
    }
    return sums;
  }

  private static List<String> query(PostgresHost host, String database, String statement) {
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(host.port(), database);
    try (Connection connection = DriverManager.getConnection(url, host.user(), host.password());
        Statement run = connection.createStatement()) {
      List<String> texts = new ArrayList<>();
      if (run.execute(statement)) {
        ResultSet rows = run.getResultSet();
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  private static void expect(int code, Ended ended) {
    assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
  }
}
