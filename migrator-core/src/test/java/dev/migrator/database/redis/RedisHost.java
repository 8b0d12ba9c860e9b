package dev.migrator.database.redis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.database.FreePort;
import dev.migrator.database.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A throwaway server on loopback, which ends with this process, however that ends.
final class RedisHost implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(30);
  private static final String EMBEDDED = "/redis-server-6.2.6-v5-linux-amd64";

  /// Runs a server in a folder of its own, where it finds nothing of another, until standard input
  /// ends.
  private static final String WATCHED =
      "exec 3<&0; folder=$(mktemp -d); \"$@\" --dir \"$folder\" </dev/null & server=$!;"
          + " read -r line <&3; kill -9 $server; wait $server; rm -rf \"$folder\"";

  private final int port;
  private final Process process;

  enum Version {
    /// Comes with the build.
    SIX {
      @Override
      Path program() {
        return Unpacked.PROGRAM;
      }
    },
    /// The one that is installed, if that is Redis 7 or Valkey.
    INSTALLED {
      @Override
      Path program() {
        return Stream.of(System.getenv("PATH").split(":", -1))
            .flatMap(folder ->
                Stream.of(Path.of(folder, "redis-server"), Path.of(folder, "valkey-server")))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(Path.of("/no/redis-server"));
      }
    },
    REDIS_8 {
      @Override
      Path program() {
        return newer("redis-server-8");
      }
    },
    VALKEY_9 {
      @Override
      Path program() {
        return newer("valkey-server-9");
      }
    };

    private static Path newer(String name) {
      return Path.of(System.getenv().getOrDefault("MIGRATOR_TEST_SERVERS", "/none"), "bin", name);
    }

    abstract Path program();
  }

  private static final class Unpacked {
    static final Path PROGRAM = unpack();

    private static Path unpack() {
      try (InputStream in = RedisHost.class.getResourceAsStream(EMBEDDED)) {
        Path program = Files.createTempFile("redis-server-", "");
        program.toFile().deleteOnExit();
        Files.write(program, Objects.requireNonNull(in, EMBEDDED).readAllBytes());
        if (!program.toFile().setExecutable(true)) {
          throw new IOException("cannot be made executable: " + program);
        }
        return program;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private RedisHost(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /// Skips the test where there is no such server.
  static RedisHost start(Version version, String... settings) {
    return start(FreePort.next(), version, settings);
  }

  /// On a port that was free before.
  static RedisHost start(int port, Version version, String... settings) {
    assumeTrue(
        Files.isExecutable(version.program()),
        "there is no %s: apt-get install redis-server, for newer ones see .ci/newer-servers"
            .formatted(version.program()));
    List<String> command = new ArrayList<>(List.of("sh", "-c", WATCHED, "sh"));
    command.addAll(List.of(version.program().toString(), "--port", Integer.toString(port)));
    command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--databases", "32"));
    command.addAll(List.of("--repl-diskless-sync-delay", "0"));
    command.addAll(List.of(settings));
    try {
      Path log = Files.createTempFile("redis-", ".log");
      log.toFile().deleteOnExit();
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      RedisHost host = new RedisHost(port, process);
      host.awaitStart(log);
      return host;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitStart(Path log) throws IOException {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        new Socket("127.0.0.1", port).close();
        return;
      } catch (IOException e) {
        sleep();
      }
    }
    close();
    throw new IllegalStateException(
        "the server does not start on port %d; it says: %s".formatted(port, Files.readString(log)));
  }

  private static void sleep() {
    try {
      Thread.sleep(Duration.ofMillis(20));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return port;
  }

  RedisAddress address() {
    return new RedisAddress("127.0.0.1", port, "", null, null, null);
  }

  RedisAddress address(int database) {
    return new RedisAddress("127.0.0.1", port, "", null, database, null);
  }

  /// As a user who may do all but what is named.
  RedisAddress withoutRight(String... commands) {
    List<Object> words =
        new ArrayList<>(List.of("ACL", "SETUSER", "limited", "on", ">word", "~*", "+@all"));
    for (String command : commands) {
      words.add("-" + command);
    }
    call(words.toArray());
    return new RedisAddress("127.0.0.1", port, "limited", new Secret("word"), null, null);
  }

  Connection connect() {
    return new Connector(address()).open();
  }

  Reply call(Object... words) {
    return callIn(0, words);
  }

  Reply callIn(int database, Object... words) {
    try (Connection connection = connect()) {
      connection.select(database);
      return connection.call(Command.of(words));
    }
  }

  /// By the server itself, over all databases: of values, not of pending entries of streams.
  String digest() {
    return call("DEBUG", "DIGEST").text();
  }

  @Override
  public void close() {
    kill();
  }

  /// As a power cut does.
  void kill() {
    try {
      process.getOutputStream().close();
      process.waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
