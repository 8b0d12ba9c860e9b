package dev.migrator.database.dynamodb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.database.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// moto's server (Apache-2.0), services of AWS by other authors, on loopback; it ends with this
/// process, however that ends. `MIGRATOR_TEST_MOTO` names its program.
public final class MotoHost implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  /// Runs until standard input ends.
  private static final String WATCHED =
      "exec 3<&0; \"$@\" </dev/null & server=$!; read -r line <&3; kill -9 $server; wait $server";

  private final int port;
  private final Process process;

  private MotoHost(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  public static MotoHost start() {
    String program = System.getenv().getOrDefault("MIGRATOR_TEST_MOTO", "");
    assumeTrue(
        Files.isExecutable(Path.of(program)) && !program.isEmpty(),
        "MIGRATOR_TEST_MOTO names no moto_server: pip install 'moto[server]'");
    int port = FreePort.next();
    try {
      Process process =
          new ProcessBuilder("sh", "-c", WATCHED, "sh", program, "-p", Integer.toString(port))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      MotoHost host = new MotoHost(port, process);
      host.awaitStart();
      return host;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitStart() {
    long begun = System.nanoTime();
    while (!answers()) {
      if (System.nanoTime() - begun > LONGEST_START.toNanos()) {
        close();
        throw new IllegalStateException("moto does not answer at port " + port);
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /// Forgets all tables.
  public void empty() {
    try (var client = HttpClient.newHttpClient()) {
      client.send(
          HttpRequest.newBuilder(endpoint().resolve("/moto-api/reset"))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
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
