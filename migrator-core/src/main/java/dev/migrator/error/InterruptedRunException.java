package dev.migrator.error;

import org.jspecify.annotations.Nullable;

/// The run was asked to stop and did; what was done until then is kept.
public final class InterruptedRunException extends MigratorException {
  private static final long serialVersionUID = 1;

  public InterruptedRunException(String problem, String hint) {
    this(problem, hint, null);
  }

  public InterruptedRunException(String problem, String hint, @Nullable Throwable cause) {
    super(problem, hint, cause);
  }
}
