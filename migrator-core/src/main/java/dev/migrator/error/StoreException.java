package dev.migrator.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A store refused or failed one call. [#reason()] says which way, chosen by what the caller does
/// next.
public final class StoreException extends MigratorException {
  private static final long serialVersionUID = 1;

  public enum Reason {
    /// No such object version.
    NOT_FOUND,
    /// No such bucket, folder or host.
    NO_SUCH_STORE,
    /// The object is no longer the one that was listed.
    CHANGED,
    /// This call is forbidden; others may not be.
    FORBIDDEN,
    /// The credentials or the account are refused as such, whatever the call.
    ACCOUNT_GONE,
    /// In a storage class that must be restored first.
    ARCHIVED,
    /// A key of the customer's is needed to read it.
    CUSTOMER_KEY,
    /// The host has no notion of this call or of something in it.
    UNSUPPORTED,
    /// What is to be created is there already.
    EXISTS,
    /// Slow down.
    THROTTLED,
    /// 5xx, a broken connection, a timeout: the same call may succeed later.
    UNAVAILABLE,
    /// The bytes received are not those promised: too few, too many, or another checksum. Reading
    /// again may help.
    BAD_BYTES,
    /// The file or object changed while it was read.
    CHANGING,
    /// The host understood and says no for good: a key it cannot hold, an entity too large.
    REJECTED;

    /// Whether the same call may succeed if repeated.
    public boolean isTransient() {
      return this == THROTTLED || this == UNAVAILABLE || this == BAD_BYTES;
    }
  }

  private final Reason reason;
  private final @Nullable Duration retryAfter;

  public StoreException(Reason reason, String problem, String hint, @Nullable Throwable cause) {
    this(reason, problem, hint, null, cause);
  }

  /// @param retryAfter as the host asked for; null where it did not
  public StoreException(
      Reason reason,
      String problem,
      String hint,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(problem, hint, cause);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public Reason reason() {
    return reason;
  }

  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
