package dev.migrator.database.dynamodb;

import dev.migrator.database.PatientCalls;
import dev.migrator.error.InterruptedRunException;
import java.time.Duration;
import java.util.function.Supplier;

/// Calls once: what a host fails at now is what is to be known.
final class NoPatience implements PatientCalls {

  @Override
  public <T> T call(Supplier<T> attempt) {
    return attempt.get();
  }

  @Override
  public void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException(
          "stopped while waiting for DynamoDB", "Run the same command again.", e);
    }
  }
}
