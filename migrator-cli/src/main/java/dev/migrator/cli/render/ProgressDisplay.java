package dev.migrator.cli.render;

import dev.migrator.cli.run.Surroundings;
import dev.migrator.cli.run.Surroundings.Terminal;
import dev.migrator.cli.run.Visible;
import dev.migrator.engine.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Shows on standard error how far a run has come, until closed: a line that rewrites itself on a
/// terminal, a plain line every 10 seconds elsewhere, or a line of JSON each second.
public final class ProgressDisplay implements AutoCloseable {
  private static final Duration LIVE = Duration.ofMillis(250);
  private static final Duration PLAIN = Duration.ofSeconds(10);
  private static final Duration JSON = Duration.ofSeconds(1);

  /// For a warning, where lines are seldom.
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final int WIDEST = 110;

  private final Progress progress = new Progress();
  private final ProgressLine line = new ProgressLine();
  private final ProgressJson json = new ProgressJson();
  private final LateWarning warning = new LateWarning();
  private final InstantSource clock;
  private final PrintStream err;
  private final Terminal terminal;
  private final Detail detail;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private int looks;

  /// How much is shown.
  public enum Detail {
    SHOWN,
    JSON,
    QUIET
  }

  public ProgressDisplay(Surroundings around, Detail detail) {
    this.clock = around.clock();
    this.err = around.stderr();
    this.terminal = around.terminal();
    this.detail = detail;
    this.thread = Thread.ofPlatform().name("progress").daemon().unstarted(this::run);
    if (detail != Detail.QUIET) {
      thread.start();
    }
  }

  /// To be counted up by the run.
  public Progress progress() {
    return progress;
  }

  private void run() {
    try {
      if (detail == Detail.JSON) {
        each(JSON, this::printJson);
      } else if (terminal == Terminal.LIVE) {
        each(LIVE, this::printLive);
      } else {
        line.at(System.nanoTime(), progress.view());
        each(LOOK, this::printPlain);
      }
      if (detail == Detail.SHOWN) {
        printTold();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void each(Duration interval, Runnable print) throws InterruptedException {
    while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
      print.run();
    }
  }

  private void printJson() {
    err.println(json.at(clock.instant(), System.nanoTime(), progress.view(), progress.takeTold()));
  }

  private void printLive() {
    printTold();
    Progress.View view = progress.view();
    warning.of(view).ifPresent(this::printLine);
    String text = Visible.of(line.at(System.nanoTime(), view));
    err.print(CLEAR_LINE + text.substring(0, Math.min(WIDEST, text.length())));
    err.flush();
  }

  private void printPlain() {
    printTold();
    Progress.View view = progress.view();
    warning.of(view).ifPresent(this::printLine);
    if (++looks % (PLAIN.toSeconds() / LOOK.toSeconds()) == 0) {
      printLine(line.at(System.nanoTime(), view));
    }
  }

  private void printTold() {
    progress.takeTold().forEach(this::printLine);
  }

  /// As a line that stays.
  private void printLine(String text) {
    err.println((terminal == Terminal.LIVE ? CLEAR_LINE : "") + Visible.of(text));
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
    if (terminal == Terminal.LIVE && detail == Detail.SHOWN) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }
}
