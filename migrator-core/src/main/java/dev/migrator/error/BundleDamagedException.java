package dev.migrator.error;

import org.jspecify.annotations.Nullable;

/// Bytes of a bundle are not what they should be, where going on makes no sense. Verification
/// returns findings instead.
public final class BundleDamagedException extends MigratorException {
  private static final long serialVersionUID = 1;

  public BundleDamagedException(String problem, String hint) {
    this(problem, hint, null);
  }

  public BundleDamagedException(String problem, String hint, @Nullable Throwable cause) {
    super(problem, hint, cause);
  }
}
