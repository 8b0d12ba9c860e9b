package dev.migrator.restore;

import dev.migrator.error.BundleDamagedException;
import dev.migrator.error.StoreException;
import dev.migrator.model.Content;
import dev.migrator.model.Entry;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.store.ObjectTarget.Written;

/// Writes single entries and proves them. For many threads.
final class EntryRestore {
  private final Job job;
  private final Run run;
  private final Tally tally;
  private final ReadBack readBack;

  EntryRestore(Job job) {
    this.job = job;
    run = job.run();
    tally = job.tally();
    readBack = new ReadBack(job.target(), run.halt());
  }

  /// Reads back what seems to be there already.
  Proof prove(Promise promise, Listed there) {
    Proof proof = readBack.prove(promise, there);
    tally.compared.increment();
    tally.comparedBytes.add(proof.bytesRead());
    return proof;
  }

  /// Counts an entry that is there and needs no writing.
  void isThere() {
    tally.alreadyThere.increment();
    run.progress().unchanged(1);
  }

  /// Writes an entry, reads it back and compares; what goes wrong with this entry alone is noted.
  void write(KeyVersions key, Promise promise) {
    run.halt().check();
    Entry entry = promise.entry();
    EntryBytes bytes = new EntryBytes(run.bundle(), entry, sizeBytes(entry), run.halt());
    try {
      Written written = job.target().write(entry, bytes);
      tally.written.increment();
      tally.losses.add(entry, written.losses());
      compare(key, promise.less(written.losses()), written);
      run.progress().done(1, sizeBytes(entry));
    } catch (RuntimeException e) {
      note(key, entry, bytes, e);
    }
  }

  private void compare(KeyVersions key, Promise promise, Written written) {
    Entry entry = promise.entry();
    if (entry.listed().kind() == Kind.DELETE_MARKER) {
      return; // the last look at the target's listing sees it
    }
    Proof proof = prove(promise, listed(entry, written));
    if (!proof.isEqual()) {
      tally.differences.add(entry, proof.words());
      job.settled().add(key);
    }
  }

  private static Listed listed(Entry entry, Written written) {
    return new Listed(
        entry.key(),
        entry.listed().kind(),
        written.versionId(),
        true,
        sizeBytes(entry),
        null,
        written.etag(),
        null);
  }

  private void note(KeyVersions key, Entry entry, EntryBytes bytes, RuntimeException failure) {
    BundleDamagedException damage = bytes.damage();
    if (damage != null) {
      tally.damaged.add(entry, "not written: " + damage.getMessage());
    } else if (failure instanceof StoreException refusal && isOfEntry(refusal.reason())) {
      tally.differences.add(entry, "not written: " + refusal.getMessage());
    } else {
      throw failure;
    }
    job.settled().add(key);
  }

  /// Whether a refusal says nothing of other entries.
  private static boolean isOfEntry(StoreException.Reason reason) {
    return switch (reason) {
      case REJECTED, UNSUPPORTED, FORBIDDEN, EXISTS -> true;
      case NOT_FOUND,
          NO_SUCH_STORE,
          CHANGED,
          ACCOUNT_GONE,
          ARCHIVED,
          CUSTOMER_KEY,
          THROTTLED,
          UNAVAILABLE,
          BAD_BYTES,
          CHANGING ->
          false;
    };
  }

  private static long sizeBytes(Entry entry) {
    Content content = entry.content();
    return content == null ? 0 : content.sizeBytes();
  }
}
