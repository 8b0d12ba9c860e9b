package dev.migrator.error;

import org.jspecify.annotations.Nullable;

/// A failure that the caller can act on. The message says what was tried, on what, and why it
/// failed; [#hint()] says what to do.
///
/// Programming mistakes are `IllegalArgumentException` or `IllegalStateException`, never this type.
public abstract sealed class MigratorException extends RuntimeException
    permits BundleDamagedException,
        BundleInUseException,
        InterruptedRunException,
        NoSuchBundleException,
        SpaceException,
        StoreException,
        UsageException {
  private static final long serialVersionUID = 1;

  private final String hint;

  MigratorException(String problem, String hint, @Nullable Throwable cause) {
    super(problem, cause);
    if (hint.isBlank()) {
      throw new IllegalArgumentException("every failure needs a hint: " + problem);
    }
    this.hint = hint;
  }

  /// What to do about it, as one imperative sentence.
  public final String hint() {
    return hint;
  }
}
