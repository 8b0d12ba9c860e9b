package dev.migrator.error;

import org.jspecify.annotations.Nullable;

/// There is no bundle at that place, or nothing has been committed to it yet.
public final class NoSuchBundleException extends MigratorException {
  private static final long serialVersionUID = 1;

  public NoSuchBundleException(String problem, String hint) {
    this(problem, hint, null);
  }

  public NoSuchBundleException(String problem, String hint, @Nullable Throwable cause) {
    super(problem, hint, cause);
  }
}
