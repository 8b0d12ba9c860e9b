package dev.migrator.store.account;

/// How much a bucket holds, as far as that was found out.
///
/// @param objects all versions where measured, else current ones
/// @param bytes likewise
public record BucketSize(long objects, long bytes, How how) {
  public static final BucketSize UNKNOWN = new BucketSize(0, 0, How.UNKNOWN);

  /// Where the figures come from.
  public enum How {
    /// By the host's own daily metric.
    MEASURED,
    /// By a listing of all.
    COUNTED,
    /// By a listing that was ended early: there is more.
    SAMPLED,
    /// Nothing could be asked.
    UNKNOWN
  }
}
