package dev.migrator.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.bundle.Names;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.engine.Deadline;
import dev.migrator.error.BundleInUseException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.error.UsageException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How a run hears that its deadline was moved: a file in its bundle, with the instant and the
/// margin, both in ISO 8601.
public final class DeadlineFile {
  private static final int LONGEST_BYTES = 200;

  private final BundleStore store;

  DeadlineFile(BundleStore store) {
    this.store = store;
  }

  /// Moves the deadline of the run that holds a bundle.
  ///
  /// @throws UsageException if none does
  public static void move(BundleStore store, Deadline to) {
    if (isFree(store)) {
      throw new UsageException(
          "no run holds " + store.label() + ", so there is no deadline to move",
          "Give --deadline to the snapshot that is to have one.");
    }
    String text = to.at() + " " + to.margin() + "\n";
    store.replace(Names.DEADLINE, text.getBytes(UTF_8));
  }

  private static boolean isFree(BundleStore store) {
    if (store.sizeBytes(Names.LOCK).isEmpty()) {
      return true;
    }
    try (BundleStore.Lease _ = store.lease()) {
      return true;
    } catch (BundleInUseException _) {
      return false; // which was the question
    }
  }

  /// @return empty if the deadline was not moved
  Optional<Deadline> read() {
    return store
        .sizeBytes(Names.DEADLINE)
        .filter(size -> size <= LONGEST_BYTES)
        .flatMap(size -> text(size.intValue()))
        .flatMap(DeadlineFile::parse);
  }

  /// @return empty if the file was replaced meanwhile
  private Optional<String> text(int length) {
    try {
      return Optional.of(new String(store.bytes(Names.DEADLINE, 0, length), UTF_8));
    } catch (StoreException e) {
      if (e.reason() == Reason.NOT_FOUND || e.reason() == Reason.BAD_BYTES) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Optional<Deadline> parse(String text) {
    String[] words = text.strip().split(" ", -1);
    try {
      return words.length == 2
          ? Optional.of(new Deadline(Instant.parse(words[0]), Duration.parse(words[1])))
          : Optional.empty();
    } catch (DateTimeException | IllegalArgumentException _) {
      return Optional.empty(); // half a file: the whole one is seen at the next look
    }
  }
}
