package dev.migrator.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.sandbox.postgres.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PostgresHostTest {

  @Test
  void takesConnectionsWithItsPasswordAndNoOther() throws Exception {
    try (PostgresHost host = PostgresHost.start()) {
      assertThat(ask(host, "select current_user")).isEqualTo("postgres");
      assertThatThrownBy(() -> connect(host, "another"))
          .isInstanceOfSatisfying(
              SQLException.class, refusal -> assertThat(refusal.getSQLState()).isEqualTo("28P01"));
    }
  }

  @Test
  void isFoundAtItsUrl() throws Exception {
    try (PostgresHost host = PostgresHost.start()) {
      assertThat(host.url("a shop"))
          .isEqualTo("postgresql://postgres@127.0.0.1:" + host.port() + "/a%20shop");
      assertThat(ask(host, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(host, "show unix_socket_directories")).isEmpty();
    }
  }

  @Test
  void leavesNoFolderWhenItIsClosed() throws Exception {
    Path data;
    try (PostgresHost host = PostgresHost.start()) {
      data = Path.of(ask(host, "show data_directory"));
      assertThat(data).isDirectory();
      assertThat(data.resolveSibling("password")).doesNotExist();
    }
    assertThat(data.getParent()).doesNotExist();
  }

  @Test
  void closesThoughSomebodyIsConnected() throws Exception {
    PostgresHost host = PostgresHost.start();
    try (Connection connection = connect(host, host.password())) {
      host.close();
      assertThat(connection.isValid(5)).isFalse();
    }
    host.close(); // a second time does no harm
  }

  @Test
  void isMadeWithTheSettingsItIsGiven() throws Exception {
    Settings settings =
        Settings.throwaway()
            .withEncoding("LATIN1")
            .with("wal_level", "minimal")
            .with("max_wal_senders", "0");
    try (PostgresHost host = PostgresHost.start(settings)) {
      assertThat(ask(host, "show server_encoding")).isEqualTo("LATIN1");
      assertThat(ask(host, "show wal_level")).isEqualTo("minimal");
      assertThat(ask(host, "show max_prepared_transactions")).isEqualTo("4");
    }
  }

  @Test
  void tellsWhatInitdbSaidWhenItDoesNotStart() {
    Settings settings = Settings.throwaway().withLocale("nowhere");
    assertThatThrownBy(() -> PostgresHost.start(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll(
            "does not start on 127.0.0.1:", "ended with code 1", "\"nowhere\"");
  }

  @Test
  void tellsWhatTheServerSaidWhenItDoesNotStart() {
    Settings settings = Settings.throwaway().with("shared_buffers", "plenty");
    assertThatThrownBy(() -> PostgresHost.start(settings))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("ended with code 1", "\"shared_buffers\": \"plenty\"");
  }

  @Test
  void doesNotOutliveAProcessThatIsKilled() throws Exception {
    Process process = ofItsOwn();
    try (BufferedReader prints = process.inputReader()) {
      Path data = Path.of(prints.readLine());
      long id = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
      ProcessHandle server = ProcessHandle.of(id).orElseThrow();
      process.destroyForcibly();
      server.onExit().get(30, TimeUnit.SECONDS);
      awaitGone(data.getParent());
    } finally {
      process.destroyForcibly();
    }
  }

  /// Starts a host, prints where its data is and never closes it.
  static final class Careless {
    public static void main(String[] arguments) throws Exception {
      System.out.println(ask(PostgresHost.start(), "show data_directory"));
      Thread.sleep(Duration.ofMinutes(5));
    }
  }

  private static Process ofItsOwn() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(java, "-Xmx128m", "-cp", classes, Careless.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void awaitGone(Path folder) throws InterruptedException {
    for (int look = 0; look < 600 && Files.exists(folder); look++) {
      Thread.sleep(50);
    }
    assertThat(folder).doesNotExist();
  }

  private static String ask(PostgresHost host, String query) throws SQLException {
    try (Connection connection = connect(host, host.password());
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      assertThat(answer.next()).isTrue();
      return answer.getString(1);
    }
  }

  private static Connection connect(PostgresHost host, String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + host.port() + "/postgres", host.user(), password);
  }
}
