package dev.migrator.sandbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/// A server process, in a folder of its own that goes with it.
public final class Server implements AutoCloseable {
  private static final int PORTS_TO_TRY = 5;
  private static final Duration LONGEST_START = Duration.ofSeconds(90);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
  private static final long LOOK_EVERY_MILLIS = 10;

  private final int port;
  private final Stage stage;
  private final Process process;
  private final LogTail log;

  private Server(int port, Stage stage, Process process) {
    this.port = port;
    this.stage = stage;
    this.process = process;
    this.log = LogTail.of(process);
  }

  /// Starts one that takes connections when this returns.
  public static Server start(Installation installation, Settings settings, String password) {
    return start(installation, settings, password, Server::freePort);
  }

  static Server start(
      Installation installation, Settings settings, String password, IntSupplier ports) {
    String refusal = "";
    for (int attempt = 0; attempt < PORTS_TO_TRY; attempt++) {
      int port = ports.getAsInt();
      Stage stage = Stage.set(password);
      Server server = new Server(port, stage, stage.serve(installation, settings, port));
      if (server.becomesReady()) {
        return server;
      }
      refusal = server.refusal();
      server.close();
      // Between our look and its start, another may have taken the port.
      if (!refusal.contains("could not bind")) {
        break;
      }
    }
    throw new IllegalStateException(
        "PostgreSQL in " + installation.bin() + " does not start " + refusal);
  }

  public int port() {
    return port;
  }

  /// Ends it as a power cut does, with all that it has in memory, and starts it again some time
  /// after that. Does not wait until it is back.
  public void kill(Duration pause) {
    stage.kill(pause);
  }

  /// Ends its connections, stops it and deletes its folder.
  @Override
  public void close() {
    try {
      process.getOutputStream().close(); // by which it is told
      if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot tell PostgreSQL " + place() + " to stop", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it goes on stopping by itself
      return;
    }
    if (Files.exists(stage.folder())) {
      throw new IllegalStateException(
          "PostgreSQL %s does not stop within %s, or its folder is not to be deleted: %s"
              .formatted(place(), LONGEST_STOP, log));
    }
  }

  private static int freePort() {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no port to be had on 127.0.0.1", e);
    }
  }

  private boolean becomesReady() {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    try {
      while (System.nanoTime() < end) {
        if (stage.isServed()) {
          return true;
        }
        if (process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
          log.settle();
          return false;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private String refusal() {
    String end =
        process.isAlive()
            ? "it was waited for, %s at most".formatted(LONGEST_START)
            : "it ended with code " + process.exitValue();
    return "%s: %s and said last:%n%s".formatted(place(), end, log);
  }

  private String place() {
    return "on 127.0.0.1:" + port + " in " + stage.folder();
  }
}
