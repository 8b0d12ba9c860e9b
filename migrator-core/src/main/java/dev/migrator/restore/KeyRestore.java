package dev.migrator.restore;

import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.restore.RestoreRequest.Nonempty;
import dev.migrator.store.ObjectTarget.Loss;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Restores one key with all its versions, oldest first. Nothing that is at the target is ever
/// replaced, but for an entry's own bytes that an earlier run left without their attributes. For
/// many threads.
final class KeyRestore {
  private static final Loss REPEATED =
      new Loss("version-count", "a write whose success nobody could know was repeated");

  private final Job job;
  private final EntryRestore entries;

  KeyRestore(Job job) {
    this.job = job;
    entries = new EntryRestore(job);
  }

  void restore(KeyVersions key) {
    List<Promise> promises = Promise.of(key.wanted(), job.target());
    Alignment alignment = Alignment.of(promises, key.there());
    Listed foreign = alignment.foreign();
    if (foreign != null) {
      conflict(key, describe(foreign) + " is there, which the bundle does not have in this place");
    } else if (!key.isFolder()) {
      restore(key, promises, alignment);
    } else if (isFill() && !key.there().isEmpty()) {
      leaveFolder(key, promises.getFirst());
    }
  }

  private void restore(KeyVersions key, List<Promise> promises, Alignment alignment) {
    if (alignment.repeated() > 0) {
      job.tally().losses.add(key.wanted().getLast(), List.of(REPEATED));
    }
    int found = alignment.found().size();
    for (int i = 0; i < found; i++) {
      Place place = i < found - 1 ? Place.INNER : Place.LAST;
      if (!accept(key, promises.get(i), alignment.found().get(i), place)) {
        return;
      }
    }
    promises.subList(found, promises.size()).forEach(promise -> entries.write(key, promise));
  }

  /// Where a version stands among those that are at the target.
  private enum Place {
    INNER,
    LAST
  }

  /// @return whether the key's later versions may follow
  private boolean accept(KeyVersions key, Promise promise, @Nullable Listed there, Place place) {
    if (there == null) {
      job.tally()
          .differences
          .add(promise.entry(), "is missing, and cannot be put before newer ones that are there");
      job.settled().add(key);
      return true;
    }
    if (there.kind() == Kind.DELETE_MARKER) {
      entries.isThere();
      return true;
    }
    Proof proof = entries.prove(promise, there);
    if (proof.isEqual()) {
      entries.isThere();
      return true;
    }
    if (isFill() || !proof.hasEqualBytes()) {
      conflict(key, proof.words());
      return false;
    }
    complete(key, promise, proof, place);
    return true;
  }

  /// Gives an entry its attributes by writing it again; of a version that others followed they can
  /// no longer be set.
  private void complete(KeyVersions key, Promise promise, Proof proof, Place place) {
    if (place == Place.LAST) {
      entries.write(key, promise);
    } else {
      job.tally().differences.add(promise.entry(), proof.words());
      job.settled().add(key);
    }
  }

  /// A folder that was there before; all others are written when what is in them is.
  private void leaveFolder(KeyVersions key, Promise promise) {
    Proof proof = entries.prove(promise, key.there().getLast());
    if (proof.isEqual()) {
      entries.isThere();
      job.settled().add(key);
    } else {
      conflict(key, proof.words());
    }
  }

  private void conflict(KeyVersions key, String detail) {
    job.tally().conflicts.add(key.key().toString(), detail + "; left alone");
    job.settled().add(key);
  }

  private boolean isFill() {
    return job.run().nonempty() == Nonempty.FILL;
  }

  static String describe(Listed there) {
    return switch (there.kind()) {
      case OBJECT -> "an object of %,d bytes".formatted(there.sizeBytes());
      case DELETE_MARKER -> "a delete marker";
      case FOLDER -> "a folder";
      case LINK -> "a link";
      case SPECIAL -> "a special file";
    };
  }
}
