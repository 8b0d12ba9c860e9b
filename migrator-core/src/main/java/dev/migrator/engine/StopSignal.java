package dev.migrator.engine;

import java.util.concurrent.atomic.AtomicBoolean;

/// Asks a run to stop in good order: take nothing new, seal, commit, return. Set by Ctrl-C.
public final class StopSignal {
  private final AtomicBoolean stopped = new AtomicBoolean();

  public void stop() {
    stopped.set(true);
  }

  public boolean isStopped() {
    return stopped.get();
  }
}
