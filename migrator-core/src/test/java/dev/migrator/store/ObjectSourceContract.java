package dev.migrator.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [ObjectSource] must do. A source is done when a subclass of this passes. What a store
/// cannot do is stated in its subclass, by overriding a predicate, with the reason.
public abstract class ObjectSourceContract {

  /// Rows B16 to B24 of the fault matrix: each has broken a tool somewhere.
  private static final List<String> ODD_KEYS =
      List.of(
          "plain.txt",
          "with space",
          "plus+sign",
          "plus+and space",
          "percent%41",
          "percent%20twenty",
          "100%",
          "a/b/c",
          "a\\b",
          "quote\"double",
          "quote'single",
          "amp&<>;",
          "question?x=1#hash",
          "line\nfeed",
          "carriage\rreturn",
          "tab\there",
          "control\u0001",
          "delete\u007F",
          "nonchar\uFFFE",
          "\uFFFD",
          "\uD83D\uDE00",
          "emoji \uD83D\uDE00",
          "bidi\u202Emarks",
          "caf\u00E9",
          "cafe\u0301",
          "Case",
          "case",
          "/leading",
          "double//slash",
          "trailing/",
          "dot/./dot",
          "up/../up",
          "../outside",
          "..",
          "nest",
          "nest/ed",
          "star*~!()'",
          "=equals,comma:colon@at$dollar",
          "c".repeat(250),
          "long/" + "d".repeat(1000),
          "deep" + "/x".repeat(200));

  private ObjectSource source;

  /// Makes an empty store.
  protected abstract void createStore() throws Exception;

  protected abstract ObjectSource openSource();

  protected abstract void put(String key, byte[] content);

  protected abstract void delete(String key);

  /// Whether the store can hold such a key at all.
  protected boolean holdsKey(String key) {
    return true;
  }

  /// Whether the store can hold both keys at once.
  protected boolean holdsTogether(String one, String other) {
    return true;
  }

  /// Whether an overwritten or deleted object stays readable as a version.
  protected boolean keepsVersions() {
    return false;
  }

  /// Whether the bytes can be checked against what the store says of them.
  protected boolean provesBytes() {
    return true;
  }

  @BeforeEach
  final void open() throws Exception {
    createStore();
    source = openSource();
  }

  @AfterEach
  final void closeSource() {
    if (source != null) {
      source.close();
    }
  }

  protected final ObjectSource source() {
    return source;
  }

  @Test
  void anEmptyStoreListsNothing() {
    assertThat(list(KeyRange.ALL)).isEmpty();
    assertThat(source.split(KeyRange.ALL, 4)).containsExactly(KeyRange.ALL);
  }

  @Test
  void oddKeysComeBackByteForByteInTheOrderOfTheirBytes() throws Exception {
    List<String> keys = oddKeys();
    for (String key : keys) {
      put(key, key.getBytes(UTF_8));
    }
    List<Listed> objects = objects(list(KeyRange.ALL));
    assertThat(objects).extracting(Listed::key).containsExactlyElementsOf(sorted(keys));
    for (Listed object : objects) {
      assertThat(readWhole(object)).as(object.label()).isEqualTo(object.key().bytes());
    }
  }

  private List<String> oddKeys() {
    List<String> keys = new ArrayList<>();
    for (String key : ODD_KEYS) {
      if (holdsKey(key) && keys.stream().allMatch(other -> holdsTogether(other, key))) {
        keys.add(key);
      }
    }
    return keys;
  }

  @Test
  protected void aRangeHasItsStartAndNotItsEnd() {
    List<String> keys =
        Stream.of("a", "a b", "a+b", "aa", "b", "b0", "c\u00E9", "\uD83D\uDE00")
            .filter(this::holdsKey)
            .toList();
    keys.forEach(key -> put(key, new byte[1]));
    List<Key> sorted = sorted(keys);
    for (int from = 0; from < sorted.size(); from++) {
      for (int to = from; to < sorted.size(); to++) {
        KeyRange range = new KeyRange(sorted.get(from), sorted.get(to));
        assertThat(objects(list(range)))
            .as(range.toString())
            .extracting(Listed::key)
            .containsExactlyElementsOf(sorted.subList(from, to));
      }
      KeyRange behind = new KeyRange(sorted.get(from).successor(), null);
      assertThat(objects(list(behind)))
          .as(behind.toString())
          .extracting(Listed::key)
          .containsExactlyElementsOf(sorted.subList(from + 1, sorted.size()));
    }
  }

  @Test
  void aSplitIsAnExactCoverAndEachPieceCanBeListed() {
    List<String> keys =
        IntStream.range(0, 300).mapToObj(i -> "flat-%05d".formatted(i * 37)).toList();
    keys.parallelStream().forEach(key -> put(key, new byte[0]));
    List<KeyRange> pieces = source.split(KeyRange.ALL, 4);
    assertThat(pieces).hasSizeBetween(1, 4);
    assertThat(pieces.getFirst().from()).isEqualTo(KeyRange.ALL.from());
    assertThat(pieces.getLast().to()).isNull();
    for (int i = 1; i < pieces.size(); i++) {
      assertThat(pieces.get(i).from()).isEqualTo(pieces.get(i - 1).to());
    }
    List<Key> listed =
        pieces.stream().flatMap(p -> objects(list(p)).stream()).map(Listed::key).toList();
    assertThat(listed).containsExactlyElementsOf(sorted(keys));
  }

  @Test
  void aListingTellsWhatAnObjectIs() {
    put("object", new byte[12345]);
    assertThat(list(KeyRange.ALL))
        .singleElement()
        .satisfies(object -> {
          assertThat(object.kind()).isEqualTo(Kind.OBJECT);
          assertThat(object.latest()).isTrue();
          assertThat(object.sizeBytes()).isEqualTo(12345);
          assertThat(object.modified()).isNotNull();
        });
  }

  @Test
  void bytesComeWholeAndInRanges() throws Exception {
    byte[] content = pattern(100_000);
    put("object", content);
    Listed object = list(KeyRange.ALL).getFirst();
    assertThat(readWhole(object)).isEqualTo(content);
    try (ObjectReader reader = source.read(object)) {
      for (ByteRange range :
          List.of(
              new ByteRange(0, 1),
              new ByteRange(99_999, 1),
              new ByteRange(1, 99_998),
              new ByteRange(5, 0),
              new ByteRange(50_000, 50_000))) {
        assertThat(read(reader, range))
            .as(range.toString())
            .isEqualTo(Arrays.copyOfRange(content, (int) range.offset(), (int) range.end()));
      }
      reader.confirmUnchanged();
    }
  }

  @Test
  void anEmptyObjectHasNoBytes() throws Exception {
    put("empty", new byte[0]);
    assertThat(readWhole(list(KeyRange.ALL).getFirst())).isEmpty();
  }

  @Test
  void rightBytesAreProvenAndWrongOnesNot() throws Exception {
    byte[] content = pattern(70_000);
    put("object", content);
    Listed object = list(KeyRange.ALL).getFirst();
    try (ObjectReader reader = source.read(object)) {
      read(reader, new ByteRange(0, content.length));
      reader.attributes();
      ContentCheck right = reader.check();
      right.update(content, 0, 1);
      right.update(content, 1, content.length - 1);
      if (!provesBytes()) {
        assertThat(right.finish()).isIn(SourceProof.NONE, SourceProof.STAT);
        return;
      }
      assertThat(right.finish()).isNotEqualTo(SourceProof.NONE);
      content[33_333] ^= 1;
      ContentCheck wrong = reader.check();
      wrong.update(content, 0, content.length);
      assertThatThrownBy(wrong::finish)
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_BYTES));
    }
  }

  @Test
  void anObjectOverwrittenAfterItWasListedIsNoticed() throws Exception {
    put("object", pattern(1000));
    Listed object = list(KeyRange.ALL).getFirst();
    put("object", new byte[1000]);
    if (keepsVersions()) {
      assertThat(readWhole(object)).isEqualTo(pattern(1000));
    } else {
      assertRefused(object, Reason.CHANGED);
    }
  }

  @Test
  void anObjectDeletedAfterItWasListedIsNoticed() throws Exception {
    put("object", pattern(1000));
    Listed object = list(KeyRange.ALL).getFirst();
    delete("object");
    if (keepsVersions()) {
      assertThat(readWhole(object)).isEqualTo(pattern(1000));
    } else {
      assertRefused(object, Reason.NOT_FOUND);
    }
  }

  private void assertRefused(Listed object, Reason reason) {
    for (ByteRange range : List.of(new ByteRange(0, 1000), new ByteRange(10, 10))) {
      assertThatThrownBy(
              () -> {
                try (ObjectReader reader = source.read(object)) {
                  read(reader, range);
                  reader.confirmUnchanged();
                }
              })
          .as(range.toString())
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
  }

  @Test
  void aStreamThatIsGivenUpHarmsNothing() throws Exception {
    put("object", pattern(300_000));
    Listed object = list(KeyRange.ALL).getFirst();
    for (int i = 0; i < 3; i++) {
      try (ObjectReader reader = source.read(object);
          InputStream bytes = reader.bytes(new ByteRange(0, 300_000))) {
        assertThat(bytes.read()).isEqualTo(pattern(1)[0]);
      }
    }
    assertThat(readWhole(object)).isEqualTo(pattern(300_000));
  }

  @Test
  void theLabelAndTheDescriptionNameThePlaceWithoutACredential() {
    assertThat(source.label()).doesNotContain("secret");
    assertThat(source.describe().toString()).doesNotContain("migrator-secret", "sandbox-secret");
    assertThat(source.describe().location()).isEqualTo(source.label());
  }

  protected final List<Listed> list(KeyRange range) {
    List<Listed> entries = new ArrayList<>();
    try (Listing listing = source.list(range)) {
      for (Listed entry = listing.next(); entry != null; entry = listing.next()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  protected static List<Listed> objects(List<Listed> entries) {
    return entries.stream().filter(Listed::hasBytes).toList();
  }

  protected final byte[] readWhole(Listed object) throws IOException {
    try (ObjectReader reader = source.read(object)) {
      byte[] bytes = read(reader, new ByteRange(0, object.sizeBytes()));
      reader.confirmUnchanged();
      return bytes;
    }
  }

  protected static byte[] read(ObjectReader reader, ByteRange range) throws IOException {
    try (InputStream bytes = reader.bytes(range)) {
      return bytes.readAllBytes();
    }
  }

  protected static byte[] pattern(int sizeBytes) {
    byte[] bytes = new byte[sizeBytes];
    for (int i = 0; i < sizeBytes; i++) {
      bytes[i] = (byte) (i * 31 + (i >>> 8));
    }
    return bytes;
  }

  private static List<Key> sorted(List<String> keys) {
    return keys.stream().map(Key::of).sorted().toList();
  }
}
