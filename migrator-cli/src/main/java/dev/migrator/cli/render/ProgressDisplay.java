package dev.migrator.cli.render;

import dev.migrator.cli.run.Surroundings;
import dev.migrator.cli.run.Surroundings.Terminal;
import dev.migrator.cli.run.Visible;
import dev.migrator.engine.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Shows on standard error how far a run has come, until closed: a line that rewrites itself on a
/// terminal, a plain line every 10 seconds elsewhere.
public final class ProgressDisplay implements AutoCloseable {
  private static final Duration LIVE = Duration.ofMillis(250);
  private static final Duration PLAIN = Duration.ofSeconds(10);
  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final int WIDEST = 110;

  private final Progress progress = new Progress();
  private final ProgressLine line = new ProgressLine();
  private final PrintStream err;
  private final Terminal terminal;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  /// How much is shown.
  public enum Detail {
    SHOWN,
    QUIET
  }

  public ProgressDisplay(Surroundings around, Detail detail) {
    this.err = around.stderr();
    this.terminal = around.terminal();
    this.thread = Thread.ofPlatform().name("progress").daemon().unstarted(this::run);
    if (detail == Detail.SHOWN) {
      thread.start();
    }
  }

  /// To be counted up by the run.
  public Progress progress() {
    return progress;
  }

  private void run() {
    Duration interval = terminal == Terminal.LIVE ? LIVE : PLAIN;
    try {
      line.at(System.nanoTime(), progress.view());
      while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        printTold();
        print(Visible.of(line.at(System.nanoTime(), progress.view())));
      }
      printTold();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Each as a line that stays.
  private void printTold() {
    for (String told : progress.takeTold()) {
      err.println((terminal == Terminal.LIVE ? CLEAR_LINE : "") + Visible.of(told));
    }
  }

  private void print(String text) {
    if (terminal == Terminal.LIVE) {
      err.print(CLEAR_LINE + text.substring(0, Math.min(WIDEST, text.length())));
      err.flush();
    } else {
      err.println(text);
    }
  }

  /// Ends the display and clears its line, so that what follows stands alone.
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (terminal == Terminal.LIVE) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }
}
