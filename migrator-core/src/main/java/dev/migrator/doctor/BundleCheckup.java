package dev.migrator.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.store.BundleStore.FileWriter;
import dev.migrator.bundle.store.BundleStore.Lease;
import dev.migrator.bundle.store.BundleStore.StoredFile;
import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Extent;
import dev.migrator.check.Extent.Counted;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Refused;
import dev.migrator.check.Topic;
import dev.migrator.error.BundleInUseException;
import dev.migrator.error.SpaceException;
import dev.migrator.error.StoreException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Looks at the place of a bundle: whether it can be taken, written and read, and how much goes in.
///
/// @param opener opens the place
/// @param need what is to come
/// @param refused what mends the refusals of the place
public record BundleCheckup(
    String label, Supplier<BundleStore> opener, Extent need, Refused refused) implements Checkup {
  /// What every run passes over.
  private static final String UNFINISHED = ".part";

  /// What compression hardly ever makes of content.
  private static final int LEAST_SHARE = 4;

  private static final Mend ELSEWHERE =
      new Mend.ByHand("Make room there, or name a larger place with --bundle.");

  @Override
  public void run(Findings findings) {
    try (BundleStore store = opener.get()) {
      take(store, findings);
      space(store, findings);
    } catch (StoreException e) {
      findings.add(refused.of(e));
    } catch (SpaceException e) {
      findings.add(Check.failure(Topic.SPACE, String.valueOf(e.getMessage()), ELSEWHERE));
    }
  }

  private static void take(BundleStore store, Findings findings) {
    try (Lease _ = store.lease()) {
      findings.add(Check.ok(Topic.LEASE, "no other run holds it"));
      canary(store, findings);
    } catch (BundleInUseException e) {
      findings.add(
          Check.failure(Topic.LEASE, String.valueOf(e.getMessage()), new Mend.ByHand(e.hint())));
    }
  }

  private static void canary(BundleStore store, Findings findings) {
    byte[] content = ("migrator canary " + UUID.randomUUID()).getBytes(UTF_8);
    String name = "migrator-canary-" + UUID.randomUUID().toString().substring(0, 8) + UNFINISHED;
    try {
      try (FileWriter file = store.create(name)) {
        file.write(content, 0, content.length);
        file.finish();
      }
      findings.add(
          Arrays.equals(content, store.bytes(name, 0, content.length))
              ? Check.ok(Topic.CANARY, "a file was written, read back, compared and removed")
              : Check.failure(
                  Topic.CANARY,
                  "a file that was written there was read back with other bytes",
                  new Mend.ByHand("Name another place with --bundle: this one alters content.")));
    } finally {
      store.delete(name);
    }
  }

  private void space(BundleStore store, Findings findings) {
    Optional<Long> free = store.freeBytes();
    if (free.isEmpty()) {
      findings.add(Check.ok(Topic.SPACE, "it does not tell how much room there is"));
      return;
    }
    long there = store.list().stream().mapToLong(StoredFile::sizeBytes).sum();
    findings.add(space(free.get(), there));
  }

  private Check space(long free, long there) {
    String seen =
        "%,d bytes free, %,d in the bundle already; the sources hold %s%,d before compression"
            .formatted(
                free, there, need.whole() == Counted.SAMPLE ? "at least " : "", need.sizeBytes());
    long missing = Math.max(0, need.sizeBytes() - there);
    if (free < missing / LEAST_SHARE) {
      return Check.failure(Topic.SPACE, seen, ELSEWHERE);
    }
    return free < missing
        ? Check.warning(Topic.SPACE, seen, ELSEWHERE)
        : Check.ok(Topic.SPACE, seen);
  }
}
