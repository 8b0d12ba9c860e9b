package dev.migrator.bundle;

import static dev.migrator.bundle.TestBundle.SOURCE;
import static dev.migrator.bundle.TestBundle.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.bundle.SegmentWriter.Described;
import dev.migrator.bundle.store.BundleStore.FileWriter;
import dev.migrator.bundle.store.MemoryBundleStore;
import dev.migrator.bundle.volume.FramedFile;
import dev.migrator.bundle.volume.FramedWriter;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Entry;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.NoAttributes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Somebody altered what the commit names, so that it is well formed, of the same length where that
/// can be, and says something else: nobody reads a word of it.
final class AlteredMetadataTest {
  /// Indexes that are held in memory, and that are not.
  private static final String SIZES = "entries {0}";

  private final MemoryBundleStore store = new MemoryBundleStore();
  private Commit head;

  private void write(int entries) {
    Random random = new Random(entries);
    try (BundleWriter writer = TestBundle.open(store);
        SegmentWriter segment = writer.segment(SOURCE)) {
      for (int i = 0; i < entries; i++) {
        String noise = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        TestBundle.add(segment, "key-%06d-%s".formatted(i, noise), new byte[] {1});
      }
      Entry.Missing missing = new Entry.Missing(null, Gap.Code.FORBIDDEN, "the host said no");
      segment.addWithoutBytes(
          new Described(
              TestBundle.listed("secret", 7), NoAttributes.INSTANCE, null, List.of(missing)));
      TestBundle.commit(writer, TestBundle.seal(segment, KeyRange.ALL));
    }
    try (Bundle bundle = Bundle.open(store.again())) {
      head = bundle.head();
    }
  }

  private String path(String part) {
    return head.files().keySet().stream().filter(p -> p.contains(part)).findFirst().orElseThrow();
  }

  private void alterLines(String path, String before, String after) {
    StringBuilder text = new StringBuilder();
    try (var frames = FramedFile.open(store, path).frames()) {
      for (byte[] frame = frames.readFrame(); frame.length > 0; frame = frames.readFrame()) {
        text.append(new String(frame, StandardCharsets.UTF_8));
      }
    }
    byte[] altered = text.toString().replace(before, after).getBytes(StandardCharsets.UTF_8);
    try (FileWriter file = store.create(path);
        FramedWriter writer = new FramedWriter(file, 1 << 18)) {
      for (int at = 0; at < altered.length; at += 1 << 18) {
        writer.write(altered, at, Math.min(1 << 18, altered.length - at));
        writer.endItem();
      }
      writer.finish();
    }
  }

  private static void isDamage(ThrowingCallable reading, String path) {
    assertThatThrownBy(reading)
        .isInstanceOf(BundleDamagedException.class)
        .hasMessageContaining(path)
        .extracting(failure -> ((BundleDamagedException) failure).hint())
        .asString()
        .contains("verify");
  }

  @ParameterizedTest(name = SIZES)
  @ValueSource(ints = {10, 40_000})
  void noEntryOfAnAlteredIndexIsReadNotEvenTheFirst(int entries) {
    write(entries);
    String index = path("index-000001.ndjson");
    assertThat(head.files().get(index).sizeBytes() > ProvenFiles.MAX_HELD_BYTES)
        .isEqualTo(entries > 10);
    KeyRange first = KeyRange.ofPrefix(Key.of("key-000000"));
    try (Bundle bundle = Bundle.open(store.again())) {
      assertThat(all(bundle.entries(head, SOURCE, first))).hasSize(1);
    }

    alterLines(index, "\"secret\"", "\"zecret\"");

    try (Bundle bundle = Bundle.open(store.again())) {
      isDamage(() -> bundle.entries(head, SOURCE, first).next(), index);
      isDamage(() -> all(bundle.entries(head, SOURCE, KeyRange.ALL)), index);
    }
  }

  @ParameterizedTest(name = SIZES)
  @ValueSource(ints = {10, 40_000})
  void noRunGoesOnFromAnAlteredIndex(int entries) {
    write(entries);
    alterLines(path("index-000001.ndjson"), "\"secret\"", "\"zecret\"");

    try (BundleWriter writer = TestBundle.open(store.again())) {
      isDamage(() -> all(writer.known(SOURCE, KeyRange.ALL)), "index-000001");
      isDamage(
          () ->
              writer.remainder(
                  SOURCE,
                  head.sources().get(SOURCE).segments().getFirst(),
                  new KeyRange(Key.of("s"), null)),
          "index-000001");
    }
  }

  @Test
  void noGapOfAnAlteredFileIsTold() {
    write(10);
    alterLines(path("gaps-"), "said no", "said so");

    try (Bundle bundle = Bundle.open(store.again())) {
      isDamage(() -> bundle.gaps(head, null, gap -> {}), "gaps-");
    }
    isDamage(() -> TestBundle.open(store.again()).close(), "gaps-");
  }

  @Test
  void anAlteredEarlierCommitIsNotRead() {
    write(10);
    try (BundleWriter writer = TestBundle.open(store.again())) {
      writer.commit(TestBundle.draft(true, head.sources().get(SOURCE).segments().getFirst()));
    }
    byte[] bytes = store.bytes(Names.commit(1));
    String altered = new String(bytes, StandardCharsets.UTF_8).replace("run-1", "run-7");
    store.replace(Names.commit(1), altered.getBytes(StandardCharsets.UTF_8));

    try (Bundle bundle = Bundle.open(store.again())) {
      assertThat(bundle.head().number()).isEqualTo(2);
      assertThatThrownBy(() -> bundle.commit(1))
          .isInstanceOf(BundleDamagedException.class)
          .hasMessageContaining(Names.commit(1));
      store.replace(Names.commit(2), new byte[] {'{'});
      assertThat(bundle.commit(1).run()).isEqualTo("run-7");
    }
  }
}
