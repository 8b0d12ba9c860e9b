package dev.migrator.error;

import org.jspecify.annotations.Nullable;

/// The place that is written to is full.
public final class SpaceException extends MigratorException {
  private static final long serialVersionUID = 1;

  public SpaceException(String problem, String hint, @Nullable Throwable cause) {
    super(problem, hint, cause);
  }
}
