package dev.migrator.error;

import org.jspecify.annotations.Nullable;

/// Another run holds the bundle.
public final class BundleInUseException extends MigratorException {
  private static final long serialVersionUID = 1;

  public BundleInUseException(String problem, String hint) {
    this(problem, hint, null);
  }

  public BundleInUseException(String problem, String hint, @Nullable Throwable cause) {
    super(problem, hint, cause);
  }
}
