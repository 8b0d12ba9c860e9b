package dev.migrator.cli.run;

import dev.migrator.engine.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C and its like (SIGINT, SIGTERM, SIGHUP): a command that can stop in good order is asked to
/// and given time; any other ends at once.
///
/// The JVM itself would exit with 130 and give nothing time.
public final class Interruption {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final StopSignal stop = new StopSignal();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean someoneListens;
  private volatile int exitCode = ExitCode.INTERRUPTED.code();

  /// Begins to watch for signals; once in a process.
  ///
  /// @param tell tells the user of a command that ends at once
  public void watch(Runnable tell) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> onShutdown(tell), "interruption"));
  }

  /// To be handed to the command that is going to run, which then must heed it.
  public StopSignal signal() {
    someoneListens = true;
    return stop;
  }

  /// The command has come to its end, and all is printed.
  public void ended(int code) {
    exitCode = code;
    ended.countDown();
  }

  private void onShutdown(Runnable tell) {
    if (ended.getCount() == 0) {
      return;
    }
    stop.stop();
    if (someoneListens) {
      awaitEnd();
    } else {
      tell.run();
    }
    Runtime.getRuntime().halt(exitCode);
  }

  private void awaitEnd() {
    try {
      if (!ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        exitCode = ExitCode.INTERRUPTED.code();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
