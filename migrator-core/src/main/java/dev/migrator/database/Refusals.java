package dev.migrator.database;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.error.UsageException;
import java.util.List;

/// Why a target is not restored to, in the same words for every kind of database.
public final class Refusals {
  private Refusals() {}

  /// @param begun ids of the cuts that were begun there
  /// @return whether this cut is the one
  /// @throws UsageException if another is
  public static boolean goesOn(String target, List<String> begun, SavedCut saved) {
    if (!begun.isEmpty() && !begun.contains(saved.id())) {
      throw new UsageException(
          "%s holds the beginning of another restore".formatted(target),
          "Go on with that one, or choose an empty database.");
    }
    return !begun.isEmpty();
  }

  /// @param foreign objects that are there
  /// @throws UsageException if there is one
  public static void requireEmpty(String target, List<String> foreign) {
    if (!foreign.isEmpty()) {
      throw new UsageException(
          "%s is not empty: it holds %d objects, as %s"
              .formatted(target, foreign.size(), foreign.getFirst()),
          "Choose an empty database, or a name that does not exist yet with create: true.");
    }
  }

  /// The failure of a connection, with what to do where there is no such database.
  public static StoreException withoutDatabase(StoreException failure) {
    return failure.reason() == Reason.NO_SUCH_STORE
        ? new StoreException(
            failure.reason(),
            String.valueOf(failure.getMessage()),
            "Check host and name, or write create: true in the targets file.",
            failure)
        : failure;
  }
}
