package dev.migrator.snapshot;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Sha256;
import java.util.HashSet;
import java.util.Set;

/// Counts how often one object's bytes were read, and whether they were the same. Not for several
/// threads.
final class Rereads {
  private static final int MAX_READS = 3;

  private final Set<Sha256> seen = new HashSet<>();
  private int whole;
  private int reads = 1;

  /// All bytes were read once more.
  void saw(Sha256 sha256) {
    seen.add(sha256);
    whole++;
  }

  /// Whether to read again after this failure; counts it as a read.
  boolean mayHelp(StoreException failure) {
    return failure.reason() == Reason.BAD_BYTES && reads++ < MAX_READS;
  }

  /// The failure, with what the reads tell of whose mistake it is.
  StoreException explained(StoreException failure) {
    if (failure.reason() != Reason.BAD_BYTES || whole < 2) {
      return failure;
    }
    String verdict =
        seen.size() == 1
            ? "; all %d reads agree with each other: the host's own record is wrong, or its copy"
            : "; %d reads gave %d different contents";
    return new StoreException(
        failure.reason(),
        failure.getMessage() + verdict.formatted(whole, seen.size()),
        failure.hint(),
        failure);
  }
}
