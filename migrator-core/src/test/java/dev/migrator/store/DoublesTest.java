package dev.migrator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.store.FaultyStore.When;
import dev.migrator.store.InterceptedStore.Call;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DoublesTest {
  private final MemoryStore memory = MemoryStore.versioned();

  @Test
  void versionsAreListedNewestFirstAndOnlyTheFirstIsLatest() {
    memory.put("a", "one");
    memory.put("a", "two");
    memory.delete(Key.of("a"));

    assertThat(all(memory))
        .extracting(Listed::kind, Listed::latest, Listed::sizeBytes)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Listed.Kind.DELETE_MARKER, true, 0L),
            org.assertj.core.groups.Tuple.tuple(Listed.Kind.OBJECT, false, 3L),
            org.assertj.core.groups.Tuple.tuple(Listed.Kind.OBJECT, false, 3L));
  }

  @Test
  void rangesOfASplitListTheSameAsTheWhole() {
    for (int i = 0; i < 100; i++) {
      memory.put("k" + i, "x");
    }
    List<Listed> pieces = new ArrayList<>();
    for (KeyRange range : memory.split(KeyRange.ALL, 7)) {
      pieces.addAll(all(memory, range));
    }
    assertThat(pieces).hasSize(100).isEqualTo(all(memory));
  }

  @Test
  void anOverwrittenObjectIsNoLongerTheOneListed() {
    MemoryStore single = new MemoryStore();
    Listed listed = single.put("a", "one");
    single.put("a", "two");

    assertThatThrownBy(() -> single.read(listed).attributes())
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CHANGED));
  }

  @Test
  void aMultipartEtagIsThatOfItsParts() {
    ObjectAttributes none = MemoryStore.noneOf();
    ObjectAttributes twoParts =
        new ObjectAttributes(
            none.headers(),
            none.userMetadata(),
            none.tags(),
            none.acl(),
            none.checksums(),
            none.checksumType(),
            List.of(new Part(1, 2, null), new Part(2, 1, null)),
            null,
            null,
            null,
            null,
            none.other());
    Listed listed = memory.put(Key.of("a"), new byte[] {1, 2, 3}, twoParts);
    ContentCheck check = memory.read(listed).check();
    check.update(new byte[] {1, 2, 3}, 0, 3);

    assertThat(listed.etag()).endsWith("-2");
    assertThat(check.finish()).isEqualTo(SourceProof.ETAG_MULTIPART);
    assertThat(((ObjectAttributes) check.completed()).parts())
        .extracting(Part::md5)
        .containsExactly("0cb988d042a7f28dd5fe2b55b3f5ac7a", "8666683506aacd900bbd5a74ac4edf68");
  }

  @Test
  void aListingThatFailsInTheMiddleLosesNoEntry() {
    memory.put("a", "1");
    memory.put("b", "2");
    FaultyStore faulty = new FaultyStore(memory);
    for (When when : When.values()) {
      for (long nth = 1; nth <= 3; nth++) {
        faulty.reset();
        faulty.failNth(Call.NEXT, nth, when, Reason.UNAVAILABLE);
        assertThat(allRetrying(faulty)).isEqualTo(all(memory));
        assertThat(faulty.fired()).isEqualTo(1);
      }
    }
  }

  @Test
  void aFlippedBitIsFoundByTheCheck() throws Exception {
    Listed listed = memory.put("a", "content");
    FaultyStore faulty = new FaultyStore(memory);
    faulty.flipBits(Key.of("a"), 1);
    ObjectReader reader = faulty.read(listed);
    ContentCheck check = reader.check();
    try (InputStream in = reader.bytes(new ByteRange(0, 7))) {
      check.update(in.readAllBytes(), 0, 7);
    }
    assertThatThrownBy(check::finish).hasMessageContaining("ETag");
  }

  @Test
  void callsAreCounted() {
    memory.put("a", "1");
    CountingStore counting = new CountingStore(memory);
    all(counting);
    assertThat(counting.calls(Call.LIST)).isEqualTo(1);
    assertThat(counting.calls(Call.NEXT)).isEqualTo(2);
  }

  private static List<Listed> all(ObjectSource source) {
    return all(source, KeyRange.ALL);
  }

  private static List<Listed> all(ObjectSource source, KeyRange range) {
    List<Listed> entries = new ArrayList<>();
    try (Listing listing = source.list(range)) {
      for (Listed listed = listing.next(); listed != null; listed = listing.next()) {
        entries.add(listed);
      }
    }
    return entries;
  }

  private static List<Listed> allRetrying(ObjectSource source) {
    List<Listed> entries = new ArrayList<>();
    try (Listing listing = source.list(KeyRange.ALL)) {
      boolean ended = false;
      int attempts = 0;
      while (!ended && attempts < 3) {
        try {
          Listed listed = listing.next();
          ended = listed == null;
          if (listed != null) {
            entries.add(listed);
          }
        } catch (StoreException _) {
          attempts++; // the contract says: call again
        }
      }
    }
    return entries;
  }
}
