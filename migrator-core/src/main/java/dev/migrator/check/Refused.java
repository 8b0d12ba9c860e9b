package dev.migrator.check;

import dev.migrator.error.MigratorException;
import dev.migrator.error.StoreException;
import java.util.List;

/// What a failure says of a host, and what mends it there.
///
/// @param reach tries whether the host answers
/// @param credentials gets or tries credentials
/// @param rights gives what this identity lacks
public record Refused(Mend reach, Mend credentials, Mend rights) {

  public Check of(MigratorException failure) {
    String seen = String.valueOf(failure.getMessage());
    Mend byHand = new Mend.ByHand(failure.hint());
    return failure instanceof StoreException refused
        ? of(refused, seen, byHand)
        : Check.failure(Topic.CONTENT, seen, byHand);
  }

  private Check of(StoreException refused, String seen, Mend byHand) {
    return switch (refused.reason()) {
      case UNAVAILABLE -> Check.failure(Topic.REACHABLE, seen, reach);
      case NO_SUCH_STORE -> Check.failure(Topic.REACHABLE, seen, byHand);
      case ACCOUNT_GONE -> Check.failure(Topic.CREDENTIALS, seen, credentials);
      case FORBIDDEN -> Check.failure(Topic.RIGHTS, seen, rights);
      case THROTTLED -> throttled(seen);
      case NOT_FOUND, CHANGED, UNSUPPORTED, EXISTS, BAD_BYTES, CHANGING, REJECTED ->
          Check.failure(Topic.CONTENT, seen, byHand);
      case ARCHIVED -> Check.failure(Topic.ARCHIVE, seen, byHand);
      case CUSTOMER_KEY -> Check.failure(Topic.ENCRYPTION, seen, byHand);
    };
  }

  /// The host asks for patience, already now.
  public static Check throttled(String seen) {
    return Check.warning(
        Topic.THROTTLING, seen, new Mend.Own("snapshot", List.of("--workers", "4")));
  }
}
