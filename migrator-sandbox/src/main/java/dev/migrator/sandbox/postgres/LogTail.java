package dev.migrator.sandbox.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// The last lines of what a process prints, which is read to the end so that it never waits for us.
final class LogTail {
  private static final int LINES = 40;
  private static final Duration MOMENT = Duration.ofSeconds(2);

  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread reader;

  private LogTail(InputStream prints) {
    reader = Thread.ofPlatform().daemon().name("postgres-log").unstarted(() -> read(prints));
  }

  static LogTail of(Process process) {
    LogTail tail = new LogTail(process.getInputStream());
    tail.reader.start();
    return tail;
  }

  /// Waits a moment for what a process printed just before it ended.
  void settle() throws InterruptedException {
    reader.join(MOMENT);
  }

  @Override
  public String toString() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  private void read(InputStream prints) {
    try (BufferedReader text = new BufferedReader(new InputStreamReader(prints, UTF_8))) {
      text.lines().forEach(this::keep);
    } catch (IOException | UncheckedIOException e) {
      keep("(the log could not be read on: " + e + ")");
    }
  }

  private void keep(String line) {
    synchronized (lines) {
      lines.addLast(line);
      if (lines.size() > LINES) {
        lines.removeFirst();
      }
    }
  }
}
