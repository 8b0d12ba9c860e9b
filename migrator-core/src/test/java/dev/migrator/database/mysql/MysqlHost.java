package dev.migrator.database.mysql;

import dev.migrator.database.DatabaseAddress.MysqlAddress;
import dev.migrator.database.FreePort;
import dev.migrator.database.Secret;
import dev.migrator.database.TableFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A throwaway server, on a port of its own. Whose programs are there is for the test to ask.
final class MysqlHost implements AutoCloseable {
  static final String USER = "tester";
  static final String PASSWORD = "it's \"secret\"";

  private static final int PATIENCE_SECONDS = 60;
  private static final int LOOK_EVERY_MILLIS = 50;

  private static final Map<Brand, Path> INSTALLED = new ConcurrentHashMap<>();

  private final Brand brand;
  private final Path folder;
  private final int port;
  private final List<String> options;
  private Process server;

  private MysqlHost(Brand brand, Path folder, int port, List<String> options) throws IOException {
    this.brand = brand;
    this.folder = folder;
    this.port = port;
    this.options = options;
    this.server = launch();
  }

  /// @param options of the server, as `--log-bin`
  static MysqlHost start(Brand brand, String... options) {
    try {
      MysqlHost host = new MysqlHost(brand, folderFor(brand), FreePort.next(), List.of(options));
      host.await();
      host.rootSql(
          "CREATE USER %s@'127.0.0.1' IDENTIFIED BY 'it''s \"secret\"'; GRANT ALL ON *.* TO %s@'127.0.0.1' WITH GRANT OPTION"
              .formatted(USER, USER));
      return host;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Copies what was installed once.
  private static Path folderFor(Brand brand) throws IOException {
    Path installed = INSTALLED.computeIfAbsent(brand, MysqlHost::install);
    Path folder = Files.createTempDirectory("mysql-host");
    Shell.run(Map.of(), folder, "cp -a '%s/.' . && rm -f data/auto.cnf".formatted(installed));
    return folder;
  }

  private static Path install(Brand brand) {
    try {
      Path folder = Files.createTempDirectory("mysql-installed");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      if (isRoot()) {
        Shell.run(Map.of(), folder, "chown " + brand.systemUser() + " .");
      }
      Shell.run(Map.of(), folder, brand.install(userOption(brand)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    Shell.run(Map.of(), Path.of("/"), "rm -rf '" + folder + "'");
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static List<String> userOption(Brand brand) {
    return isRoot() ? List.of("--user=" + brand.systemUser()) : List.of();
  }

  private Process launch() throws IOException {
    List<String> command = brand.start(userOption(brand));
    command.addAll(
        List.of(
            "--datadir=" + folder + "/data",
            "--tmpdir=" + folder, // a server that starts deletes what others have in a shared one
            "--port=" + port,
            "--bind-address=127.0.0.1",
            "--socket=" + folder.resolve("s"),
            "--skip-name-resolve",
            "--innodb-buffer-pool-size=128M",
            "--innodb-flush-log-at-trx-commit=2",
            "--server-id=1"));
    command.addAll(options);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile())
        .start();
  }

  private void await() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (Shell.exitCode(folder, brand.ping()) != 0) {
      if (System.nanoTime() > end || endsWithin(LOOK_EVERY_MILLIS)) {
        throw new IllegalStateException("the server did not start: see " + folder.resolve("log"));
      }
    }
  }

  private boolean endsWithin(long millis) {
    try {
      return server.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Brand brand() {
    return brand;
  }

  /// Goes with the host.
  Path folder() {
    return folder;
  }

  int port() {
    return port;
  }

  /// Runs SQL by the client, as root.
  String rootSql(String sql) {
    return sql("", sql);
  }

  String sql(String database, String sql) {
    return Shell.run(
        Map.of("SQL", sql),
        folder,
        "printf '%%s' \"$SQL\" | %s -N -S s %s".formatted(brand.client(), database));
  }

  void script(String database, Path file) {
    Shell.run(
        Map.of(),
        folder,
        "%s -S s %s < '%s'".formatted(brand.client(), database, file.toAbsolutePath()));
  }

  /// Runs a command beside the socket, which is called `s`.
  String run(String script) {
    return Shell.run(Map.of(), folder, script);
  }

  /// For the server's own clients.
  Map<String, String> environment() {
    return Map.of(
        "MYSQL_HOST",
        "127.0.0.1",
        "MYSQL_TCP_PORT",
        Integer.toString(port),
        "MYSQL_PWD",
        PASSWORD,
        "MYSQL_USER",
        USER,
        "HOME",
        folder.toString());
  }

  MysqlAddress address(String database) {
    return address(database, USER, PASSWORD, TableFilter.ALL);
  }

  MysqlAddress address(String database, String user, String password, TableFilter tables) {
    return new MysqlAddress(
        "127.0.0.1", port, database, user, new Secret(password), Map.of(), tables);
  }

  /// As if the machine lost its power.
  void kill() {
    server.destroyForcibly();
    await(server);
  }

  void startAgain() {
    try {
      server = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await();
  }

  private static void await(Process process) {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
    delete(folder);
  }
}
