package dev.migrator.error;

import org.jspecify.annotations.Nullable;

/// The request makes no sense: a wrong option, estate file or target. Nothing was done.
public final class UsageException extends MigratorException {
  private static final long serialVersionUID = 1;

  public UsageException(String problem, String hint) {
    this(problem, hint, null);
  }

  public UsageException(String problem, String hint, @Nullable Throwable cause) {
    super(problem, hint, cause);
  }
}
