package dev.migrator.bundle.store;

import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import dev.migrator.store.BlobStore;
import dev.migrator.store.BlobStore.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The file by which runs agree who holds a bucket's bundle. Not for several threads.
///
/// Where the host enforces conditions on writes, of many runs exactly one gets it. Where it does
/// not, the last writer has it: each waits a while and then looks whose it is.
final class LockFile {
  static final String NAME = "lock.json";

  private enum Condition {
    ABSENT,
    UNCHANGED
  }

  private final BlobStore blobs;
  private final Duration settle;
  private final Set<Condition> enforced = EnumSet.noneOf(Condition.class);
  private final Set<Condition> unenforced = EnumSet.noneOf(Condition.class);

  /// @param settle how long to wait before looking where conditions are not enforced; longer than a
  ///   write takes
  LockFile(BlobStore blobs, Duration settle) {
    this.blobs = blobs;
    this.settle = settle;
  }

  /// @param record null if the file is no such record
  record Seen(@Nullable LeaseRecord record, String tag, Duration age) {
    boolean isOf(LeaseRecord mine) {
      return record != null && record.id().equals(mine.id());
    }
  }

  /// @return empty if there is no lock
  Optional<Seen> look() {
    Optional<Blob> found = blobs.find(NAME);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try {
      Blob blob = found.get();
      LeaseRecord record = LeaseRecord.parse(read(blob)).orElse(null);
      return Optional.of(new Seen(record, blob.tag(), blob.age()));
    } catch (StoreException e) {
      if (e.reason() == Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private byte[] read(Blob blob) {
    long length = Math.min(blob.sizeBytes(), LeaseRecord.STORED_BYTES);
    try (InputStream in = blobs.read(NAME, new ByteRange(0, length))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new StoreException(
          Reason.UNAVAILABLE,
          "reading " + NAME + " of " + blobs.label() + " broke off: " + e.getMessage(),
          "Run the same command again.",
          e);
    }
  }

  /// Puts `mine` in the place of the file that bears `tag`, or of none.
  ///
  /// @param tag null if there is to be none
  /// @return the new tag; empty if somebody else was faster
  Optional<String> swap(@Nullable String tag, LeaseRecord mine) {
    Condition condition = tag == null ? Condition.ABSENT : Condition.UNCHANGED;
    if (!enforced.contains(condition) && !isStill(tag)) {
      return Optional.empty();
    }
    if (unenforced.contains(condition)) {
      return putAndSettle(mine);
    }
    try {
      String written = write(tag, mine);
      return isEnforced(condition, tag, mine) ? Optional.of(written) : settled(mine);
    } catch (StoreException e) {
      if (isRefusal(e)) {
        return Optional.empty();
      }
      if (e.reason() == Reason.UNSUPPORTED) {
        unenforced.add(condition);
        return putAndSettle(mine);
      }
      throw e;
    }
  }

  private static boolean isRefusal(StoreException e) {
    return e.reason() == Reason.EXISTS || e.reason() == Reason.CHANGED;
  }

  private String write(@Nullable String tag, LeaseRecord record) {
    return tag == null
        ? blobs.create(NAME, record.bytes())
        : blobs.replace(NAME, tag, record.bytes());
  }

  /// Asks once for each condition, by a write that must be refused: the file has just changed.
  private boolean isEnforced(Condition condition, @Nullable String oldTag, LeaseRecord mine) {
    if (!enforced.contains(condition)) {
      try {
        write(oldTag, mine.renewed());
        unenforced.add(condition);
        return false;
      } catch (StoreException e) {
        if (!isRefusal(e)) {
          throw e;
        }
        enforced.add(condition);
      }
    }
    return true;
  }

  private boolean isStill(@Nullable String tag) {
    return Objects.equals(tag, look().map(Seen::tag).orElse(null));
  }

  private Optional<String> putAndSettle(LeaseRecord mine) {
    blobs.put(NAME, mine.bytes());
    return settled(mine);
  }

  private Optional<String> settled(LeaseRecord mine) {
    try {
      Thread.sleep(settle);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException(
          "interrupted while taking " + blobs.label(), "Run the same command again.", e);
    }
    return look().filter(seen -> seen.isOf(mine)).map(Seen::tag);
  }

  void delete() {
    blobs.delete(NAME);
  }

  String place() {
    return blobs.label();
  }
}
