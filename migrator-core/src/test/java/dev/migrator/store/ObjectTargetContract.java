package dev.migrator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.Sha256;
import dev.migrator.model.SourceDescription;
import dev.migrator.model.SourceDescription.Answer;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.ObjectTarget.Loss;
import dev.migrator.store.ObjectTarget.Written;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [ObjectTarget] must do, whatever it is.
public abstract class ObjectTargetContract {
  protected ObjectTarget target;

  /// A target whose store is not there yet; each call another one.
  protected abstract ObjectTarget openAbsent();

  @BeforeEach
  void open() {
    target = openAbsent();
  }

  @AfterEach
  void close() {
    if (target != null) {
      target.close();
    }
  }

  /// A source with nothing to say of itself.
  protected SourceDescription plainSource() {
    return new SourceDescription("s3", "s3://source/", new TreeMap<>(), List.of());
  }

  protected static SourceDescription sourceSaying(SortedMap<String, Answer> answers) {
    return new SourceDescription("s3", "s3://source/", answers, List.of());
  }

  @Test
  void aPreparedTargetIsThereAndEmpty() {
    target.prepare(plainSource(), Creation.ALLOWED);

    assertThat(list()).isEmpty();
  }

  @Test
  void preparingTwiceIsHarmless() {
    target.prepare(plainSource(), Creation.ALLOWED);
    put(object("a", 10));
    target.prepare(plainSource(), Creation.FORBIDDEN);

    assertThat(list()).extracting(Listed::key).containsExactly(Key.of("a"));
  }

  @Test
  void whatMayNotBeCreatedIsNot() {
    assertThatThrownBy(() -> target.prepare(plainSource(), Creation.FORBIDDEN))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_SUCH_STORE));
  }

  @Test
  void bytesComeBackAsTheyWereWritten() throws IOException {
    target.prepare(plainSource(), Creation.ALLOWED);
    List<Entry> entries = new ArrayList<>();
    for (int size : new int[] {0, 1, 8191, 8192, 1 << 20, (3 << 20) + 1}) {
      entries.add(object("dir/file-" + size, size));
    }
    entries.forEach(this::put);

    assertThat(list()).extracting(Listed::key).containsExactlyElementsOf(sortedKeys(entries));
    for (Listed listed : list()) {
      assertThat(read(listed)).isEqualTo(bytes(listed.key(), (int) listed.sizeBytes()));
    }
  }

  @Test
  void whatWasWrittenCanBeReadByWhatTheWriteTold() throws IOException {
    target.prepare(plainSource(), Creation.ALLOWED);
    Entry entry = object("a", 100);
    Written written = put(entry);

    Listed listed =
        new Listed(
            entry.key(), Kind.OBJECT, written.versionId(), true, 100, null, written.etag(), null);
    assertThat(read(listed)).isEqualTo(bytes(entry.key(), 100));
  }

  @Test
  void writingAgainOverwrites() throws IOException {
    target.prepare(plainSource(), Creation.ALLOWED);
    put(object("a", 10));
    put(object("a", 20));

    Listed current = list().stream().filter(Listed::latest).findFirst().orElseThrow();
    assertThat(read(current)).isEqualTo(bytes(Key.of("a"), 20));
  }

  @Test
  void keysAreListedInByteOrder() {
    target.prepare(plainSource(), Creation.ALLOWED);
    List<Entry> entries =
        List.of(
            object("a-b", 1), object("a.b", 2), object("a/b", 3), object("a0", 4), object("b", 5));
    entries.reversed().forEach(this::put);

    assertThat(list()).extracting(Listed::key).containsExactlyElementsOf(sortedKeys(entries));
  }

  @Test
  void whatIsForetoldToHoldTheWholeKeyIsListedUnderIt() throws IOException {
    target.prepare(plainSource(), Creation.ALLOWED);
    List<Entry> held = new ArrayList<>();
    for (String key : oddKeys()) {
      Entry entry = object(key, 5);
      if (target.losses(entry).stream().noneMatch(Loss::isOfWholeEntry)) {
        put(entry);
        held.add(entry);
      }
    }

    assertThat(list()).extracting(Listed::key).containsExactlyElementsOf(sortedKeys(held));
    for (Listed listed : list()) {
      assertThat(read(listed)).isEqualTo(bytes(listed.key(), 5));
    }
  }

  /// Each by itself: none is another's folder.
  protected static List<String> oddKeys() {
    return List.of(
        "space and+plus %41",
        "quote\"'&<amp;>",
        "umlaut-\u00FC-\u4E2D",
        "emoji-\uD83D\uDE00",
        "nfc-\u00FC",
        "nfd-u\u0308",
        "double//slash",
        "/leading",
        "dot/./x",
        "dotdot/../x",
        "control-\u0001",
        "tab-\t-newline-\n",
        "back\\slash",
        "trailing/",
        "long-" + "x".repeat(300),
        "CON",
        "colon:star*");
  }

  @Test
  void aKeyThatIsNoTextIsNotWrittenInSilence() {
    target.prepare(plainSource(), Creation.ALLOWED);
    Entry entry = object(Key.ofBytes(new byte[] {'a', (byte) 0xFF, (byte) 0xC0}), 3);

    if (target.losses(entry).stream().noneMatch(Loss::isOfWholeEntry)) {
      put(entry);
      assertThat(list()).extracting(Listed::key).containsExactly(entry.key());
    }
  }

  protected Written put(Entry entry) {
    byte[] bytes = bytes(entry.key(), (int) entry.listed().sizeBytes());
    return target.write(entry, () -> new ByteArrayInputStream(bytes));
  }

  protected List<Listed> list() {
    List<Listed> all = new ArrayList<>();
    try (Listing listing = target.list(KeyRange.ALL)) {
      for (Listed next = listing.next(); next != null; next = listing.next()) {
        all.add(next);
      }
    }
    return all;
  }

  protected byte[] read(Listed listed) throws IOException {
    try (ObjectReader reader = target.read(listed);
        InputStream in = reader.bytes(new ByteRange(0, listed.sizeBytes()))) {
      return in.readAllBytes();
    }
  }

  protected static List<Key> sortedKeys(List<Entry> entries) {
    return entries.stream().map(Entry::key).sorted().toList();
  }

  protected static Entry object(String key, int sizeBytes) {
    return object(Key.of(key), sizeBytes);
  }

  private static Entry object(Key key, int sizeBytes) {
    return new Entry(
        1,
        new Listed(key, Kind.OBJECT, null, true, sizeBytes, null, null, null),
        new NoAttributes(),
        content(key, sizeBytes),
        null,
        List.of());
  }

  protected static Content content(Key key, int sizeBytes) {
    return new Content(
        sizeBytes,
        Sha256.of(bytes(key, sizeBytes)),
        SourceProof.NONE,
        new Content.Member("data/x/vol-000001.tar.zst", "k/x", 0, 0));
  }

  /// Differ by key and size.
  protected static byte[] bytes(Key key, int sizeBytes) {
    byte[] bytes = new byte[sizeBytes];
    new Random(31L * key.hashCode() + sizeBytes).nextBytes(bytes);
    return bytes;
  }
}
