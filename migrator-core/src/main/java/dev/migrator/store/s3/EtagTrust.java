package dev.migrator.store.s3;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Content.SourceProof;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Whether a host's ETags are MD5s, as AWS's are. Other hosts need not keep to that. Where no ETag
/// has matched yet, a mismatch may mean damage or another kind of ETag: if a second read gives the
/// same bytes, it is the latter. Safe for many threads at once.
final class EtagTrust {
  private static final int REMEMBERED_MAX = 1000;

  /// Label to the MD5 of the bytes that did not match, while nothing is known of the host.
  private final Map<String, String> mismatches = new ConcurrentHashMap<>();

  private volatile boolean areMd5s;
  private volatile boolean areSomethingElse;

  EtagTrust(boolean known) {
    areMd5s = known;
  }

  SourceProof judge(String label, String expected, String actual, SourceProof proof) {
    if (actual.equals(expected)) {
      areMd5s = true;
      return proof;
    }
    if (!areMd5s && (areSomethingElse || actual.equals(mismatches.get(label)))) {
      areSomethingElse = true;
      return SourceProof.NONE;
    }
    if (!areMd5s && mismatches.size() < REMEMBERED_MAX) {
      mismatches.put(label, actual);
    }
    throw badBytes(label, "ETag", expected, actual);
  }

  static StoreException badBytes(String label, String what, String expected, String actual) {
    return new StoreException(
        Reason.BAD_BYTES,
        "bytes of " + label + " have " + what + " " + actual + ", the host says " + expected,
        "Read again; if it stays so, the object is damaged at its source.",
        null);
  }
}
