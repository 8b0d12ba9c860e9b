package dev.migrator.store.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.error.SpaceException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Entry;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.Sha256;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.ObjectTarget.Loss;
import dev.migrator.store.ObjectTarget.Written;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTargetTest {
  @TempDir Path outside;
  private Path root;
  private FileTarget target;

  @BeforeEach
  void open() {
    root = outside.resolve("root");
    target = new FileTarget(root);
  }

  @AfterEach
  void close() {
    target.close();
  }

  private void prepare(SourceDescription source) {
    target.prepare(source, Creation.ALLOWED);
  }

  private Written write(Entry entry, String content) {
    return target.write(entry, Entries.stream(content));
  }

  private Written put(long ordinal, String key) {
    return write(Entries.object(ordinal, key, "content of " + key), "content of " + key);
  }

  private String outsideNow() throws Exception {
    return Shell.run(outside, "find . -path ./root -prune -o -print | sort");
  }

  @Test
  void plainKeysLieAtTheirPath() throws Exception {
    prepare(Entries.BUCKET);
    put(1, "a/b/c");
    put(2, "sp ace\\n\n%41\u00e9.txt");

    assertThat(Shell.run(root, "cat a/b/c")).isEqualTo("content of a/b/c");
    assertThat(Trees.keys(target)).containsExactly("a/b/c", "sp%20ace%5Cn%0A%2541%C3%A9.txt");
    assertThat(Files.exists(root.resolve(".migrator/keys.tsv"))).isFalse();
  }

  @Test
  void keysThatCanBeNoPathsComeBackUnderTheirKeysAndStayInside() throws Exception {
    prepare(Entries.BUCKET);
    String before = outsideNow();
    List<String> keys = new ArrayList<>();
    keys.addAll(
        List.of(
            "",
            "/",
            "/etc/passwd",
            "../x",
            "a/../../x",
            "a/..",
            ".",
            "a//b",
            "a/./b",
            "//",
            "x\0y"));
    keys.addAll(List.of("n".repeat(256), "folder/", ".migrator", ".migrator/keys.tsv", "a/b/"));
    for (int i = 0; i < keys.size(); i++) {
      put(i + 1, keys.get(i));
    }

    assertThat(Trees.list(target))
        .extracting(listed -> listed.key().text())
        .containsExactlyElementsOf(keys.stream().map(Key::of).sorted().map(Key::text).toList());
    for (String key : keys) {
      assertThat(Trees.content(target, Trees.find(target, key))).isEqualTo("content of " + key);
    }
    assertThat(outsideNow()).isEqualTo(before);
  }

  @Test
  void aKeyThatIsAlsoAFolderIsKeptInEitherOrder() throws Exception {
    prepare(Entries.BUCKET);
    put(1, "first");
    put(2, "first/b");
    put(3, "second/b");
    put(4, "second");

    assertThat(Trees.keys(target)).containsExactly("first", "first/b", "second", "second/b");
    for (Listed listed : Trees.list(target)) {
      assertThat(Trees.content(target, listed)).isEqualTo("content of " + listed.key());
    }
  }

  @Test
  void versionsAreListedNewestFirstAndLieBeside() throws Exception {
    prepare(Entries.BUCKET);
    write(Entries.version(3, "a", "v1", false, "one"), "one");
    write(Entries.marker(2, "a", "v2", false), "");
    write(Entries.version(1, "a", "v3", true, "three"), "three");

    assertThat(Trees.list(target))
        .extracting(Listed::kind, Listed::latest, Listed::sizeBytes, Listed::versionId)
        .containsExactly(
            tuple(Kind.OBJECT, true, 5L, null),
            tuple(Kind.DELETE_MARKER, false, 0L, "v2"),
            tuple(Kind.OBJECT, false, 3L, "v1"));
    assertThat(Trees.content(target, Trees.list(target).getLast())).isEqualTo("one");
    assertThat(Shell.run(root, "cat a")).isEqualTo("three");
  }

  @Test
  void aNewerVersionMovesTheOneBeforeAside() throws Exception {
    prepare(Entries.BUCKET);
    write(Entries.version(1, "a", "v1", true, "one"), "one");
    write(Entries.version(2, "a", "v2", true, "two"), "two");
    write(Entries.marker(3, "a", "v3", true), "");

    assertThat(Trees.list(target))
        .extracting(Listed::kind, Listed::latest)
        .containsExactly(
            tuple(Kind.DELETE_MARKER, true), tuple(Kind.OBJECT, false), tuple(Kind.OBJECT, false));
    assertThat(Trees.content(target, Trees.list(target).get(1))).isEqualTo("two");
    assertThat(Trees.content(target, Trees.list(target).get(2))).isEqualTo("one");
    assertThat(root.resolve("a")).doesNotExist();
  }

  @Test
  void whereNoVersionsAreKeptTheNewObjectReplacesTheOld() throws Exception {
    prepare(Entries.BUCKET);
    for (String key : List.of("a", "../a")) {
      write(Entries.version(1 + key.length(), key, "null", true, "one"), "one");
      write(Entries.version(100 + key.length(), key, "null", true, "two"), "two");
    }

    assertThat(Trees.keys(target)).containsExactly("../a", "a");
    assertThat(Trees.content(target, Trees.find(target, "../a"))).isEqualTo("two");
  }

  @Test
  void whatWasWrittenIsReadBackByTheAnswer() throws Exception {
    prepare(Entries.BUCKET);
    for (String key : List.of("plain", "../odd")) {
      Written written = put(key.length(), key);
      Listed listed =
          new Listed(
              Key.of(key),
              Kind.OBJECT,
              written.versionId(),
              true,
              11 + key.length(),
              null,
              written.etag(),
              null);

      assertThat(Trees.content(target, listed)).isEqualTo("content of " + key);
      assertThat(Trees.find(target, key).etag()).isEqualTo(written.etag());
      write(Entries.object(100 + key.length(), key, "another"), "another");
      if (key.equals("plain")) {
        assertThatThrownBy(() -> Trees.content(target, listed))
            .isInstanceOfSatisfying(
                StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CHANGED));
      }
    }
  }

  @Test
  void anotherRunGoesOnWithoutRepeatingLines() throws Exception {
    for (int run = 0; run < 2; run++) {
      try (FileTarget again = new FileTarget(root)) {
        again.prepare(Entries.BUCKET, Creation.ALLOWED);
        for (int i = 1; i <= 20; i++) {
          again.write(Entries.object(i, "../" + i, "x"), Entries.stream("x"));
        }
      }
    }

    assertThat(Files.readAllLines(root.resolve(".migrator/keys.tsv"))).hasSize(21);
    assertThat(Files.readAllLines(root.resolve(".migrator/metadata.ndjson"))).hasSize(20);
    assertThat(Trees.list(target)).hasSize(20);
  }

  @Test
  void aLineThatAKillCutIsWrittenAnew() throws Exception {
    prepare(Entries.BUCKET);
    put(1, "../a");
    put(2, "../b");
    target.close();
    Shell.run(root, "truncate -s -3 .migrator/keys.tsv");
    target = new FileTarget(root);
    prepare(Entries.BUCKET);
    put(1, "../a");
    put(2, "../b");

    assertThat(Trees.keys(target)).containsExactly("../a", "../b");
  }

  @Test
  void manyWritersAtOnceLoseNothing() throws Exception {
    prepare(Entries.BUCKET);
    List<Thread> writers = new ArrayList<>();
    for (int i = 1; i <= 64; i++) {
      int ordinal = i;
      String key = i % 2 == 0 ? "../" + i : "d" + i % 5 + "/e/" + i;
      writers.add(Thread.startVirtualThread(() -> put(ordinal, key)));
    }
    for (Thread writer : writers) {
      writer.join();
    }

    assertThat(Trees.list(target)).hasSize(64);
    assertThat(Files.readAllLines(root.resolve(".migrator/metadata.ndjson"))).hasSize(64);
  }

  @Test
  void nothingIsWrittenThroughLinks() throws Exception {
    prepare(Entries.TREE);
    Shell.run(outside, "mkdir victim; echo precious > victim/f");
    String before = outsideNow();
    write(Entries.link(1, "l", "../victim"), "");
    write(Entries.link(2, "f", "../victim/f"), "");
    put(3, "l/f");
    put(4, "l/new/g");
    put(5, "f");
    write(Entries.withoutBytes(6, Key.of("l/"), Kind.FOLDER, Entries.attributes(0)), "");

    assertThat(outsideNow()).isEqualTo(before);
    assertThat(Shell.run(outside, "cat victim/f")).isEqualTo("precious\n");
    assertThat(Trees.content(target, Trees.find(target, "l/f"))).isEqualTo("content of l/f");
    assertThat(Trees.content(target, Trees.find(target, "f"))).isEqualTo("content of f");
  }

  @Test
  void aTreeComesBackAsItWasAndNothingOfOursStays() throws Exception {
    Path tree = Files.createDirectory(outside.resolve("tree"));
    Shell.run(
        tree,
        "mkdir -p d/empty; echo a > d/a; chmod 6751 d/a; ln d/a d/b; ln -s ../x/y/ d/l; "
            + "printf x > \"$(printf 'raw\\377\\n')n\"; : > zero; chmod $([ $(id -u) = 0 ] && echo 0 || echo 400) zero; "
            + "truncate -s 3M sparse; printf x | dd of=sparse bs=1 seek=2000000 conv=notrunc 2>/dev/null; "
            + "touch -d 2001-02-03T04:05:06.123456789Z d/a d/empty zero; touch -h -d 2002-02-03T04:05:06.5Z d/l; "
            + "chmod 1777 d/empty; chmod 2755 d; touch -d 2003-01-01T00:00:00Z d .");
    if (Shell.isRoot()) {
      Shell.run(tree, "chown 123:456 d/a; chown -h 7:8 d/l; chmod 6751 d/a");
    }
    Copies.copy(new FileSource(tree), target);
    target.close();

    String look =
        "LC_ALL=C find . -printf '%p %y %m %U:%G %T@ %n %l\\n' | LC_ALL=C sort | LC_ALL=C grep -av '^[.] d'; "
            + "stat -c '%a %u:%g %Y' .; find . -type f -exec sha256sum {} + | LC_ALL=C sort";
    assertThat(Shell.run(root, look)).isEqualTo(Shell.run(tree, look));
    assertThat(Integer.parseInt(Shell.run(root, "du -k sparse | cut -f1").trim())).isLessThan(200);
  }

  @Test
  void extendedAttributesComeBack() throws Exception {
    Path tree = Files.createDirectory(outside.resolve("tree"));
    assumeTrue(ExtendedAttributes.areSupported(tree), "the file system has no extended attributes");
    Files.createFile(tree.resolve("f"));
    TreeMap<String, Key> some = new TreeMap<>();
    some.put("user.a", Key.ofBytes(new byte[] {0, (byte) 0xFF}));
    ExtendedAttributes.write(tree.resolve("f"), some);
    Copies.copy(new FileSource(tree), target);

    assertThat(Trees.attributes(target, "f").extended()).isEqualTo(some);
  }

  @Test
  void namesOfOneFileAreNamesOfOneFileAgainButNotWhereItsBytesDiffer() throws Exception {
    prepare(Entries.TREE);
    FileAttributes linked = Entries.attributes(0644, new TreeMap<>(), null, "../../evil");
    write(Entries.file(1, "a", "same", linked), "same");
    write(Entries.file(2, "b", "same", linked), "same");
    write(Entries.file(2, "b", "same", linked), "same");
    write(Entries.file(3, "c", "else", linked), "else");
    target.close();

    assertThat(Shell.run(root, "stat -c '%n %h' a b c; ls -A; cat a b c"))
        .isEqualTo("a 2\nb 2\nc 1\na\nb\nc\nsamesameelse");
  }

  @Test
  void aSparseFileIsRestoredSparseAndHolesThatAreNoneAreFilled() throws Exception {
    prepare(Entries.TREE);
    long sizeBytes = 1L << 30;
    FileAttributes sparse =
        Entries.owned(
            0, 0, 0644, new TreeMap<>(), null, List.of(new ByteRange(0, sizeBytes)), null);
    Listed listed =
        new Listed(Key.of("sparse"), Kind.OBJECT, null, true, sizeBytes, Entries.TIME, "e", null);
    Sha256 anything = Sha256.of(new byte[0]);
    Entry entry =
        new Entry(1, listed, sparse, Entries.content(sizeBytes, anything), null, List.of());
    target.write(entry, () -> new Zeros(sizeBytes));
    write(Entries.file(2, "lie", "no zeros", sparse), "no zeros");

    assertThat(Files.size(root.resolve("sparse"))).isEqualTo(sizeBytes);
    assertThat(Integer.parseInt(Shell.run(root, "du -k sparse | cut -f1").trim())).isLessThan(200);
    assertThat(Shell.run(root, "cat lie")).isEqualTo("no zeros");
  }

  /// So many zeros.
  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      int count = (int) Math.min(length, left);
      java.util.Arrays.fill(bytes, offset, offset + count, (byte) 0);
      left -= count;
      return count == 0 ? -1 : count;
    }
  }

  @Test
  void wrongLengthsLeaveNothing() throws Exception {
    prepare(Entries.TREE);
    Entry entry = Entries.file(1, "a", "four", Entries.attributes(0644));
    for (String content : List.of("", "fou", "fourt")) {
      assertThatThrownBy(() -> write(entry, content))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BAD_BYTES));
    }
    target.close();

    assertThat(Shell.run(root, "ls -A")).isEmpty();
  }

  @Test
  void aFailedWriteLeavesWhatWasThere() throws Exception {
    prepare(Entries.TREE);
    Entry entry = Entries.file(1, "a", "good", Entries.attributes(0644));
    write(entry, "good");
    assertThatThrownBy(() -> write(entry, "goo")).isInstanceOf(StoreException.class);

    assertThat(Shell.run(root, "cat a")).isEqualTo("good");
  }

  @Test
  void specialFilesAndLinksToNowhereAreForetold() {
    prepare(Entries.TREE);
    Entry pipe = Entries.withoutBytes(1, Key.of("p"), Kind.SPECIAL, Entries.attributes(0644));

    assertThat(target.losses(pipe)).singleElement().matches(Loss::isOfWholeEntry);
    for (Key hostile : List.of(Key.of(""), Key.of("a\0b"))) {
      assertThat(target.losses(Entries.link(2, "l", hostile)))
          .singleElement()
          .matches(Loss::isOfWholeEntry);
    }
    assertThat(target.losses(Entries.link(2, "l", "a//b")))
        .extracting(Loss::what)
        .contains("link-target");
    assertThat(target.losses(Entries.link(2, "l", "a/b")))
        .extracting(Loss::what)
        .isSubsetOf("owner");
    assertThat(target.losses(Entries.file(3, "f", "x", Entries.attributes(0644))))
        .extracting(Loss::what)
        .isSubsetOf("owner");
  }

  @Test
  void metadataOfObjectsIsKeptInASidecar() throws Exception {
    prepare(Entries.BUCKET);
    dev.migrator.model.ObjectAttributes none = dev.migrator.store.MemoryStore.noneOf();
    none.headers().put("content-type", "text/\"plain\"\n\u00e9\ud83d\ude00");
    write(Entries.object(7, Key.ofPercentEncoded("k%FF"), "v1", true, "x", none), "x");

    assertThat(Files.readString(root.resolve(".migrator/metadata.ndjson")))
        .isEqualTo(
            "{\"ordinal\":7,\"key\":\"k\\ufffd\",\"keyPercentEncoded\":\"k%FF\",\"versionId\":\"v1\","
                + "\"latest\":true,\"sizeBytes\":1,\"modified\":\"2001-02-03T04:05:06.123456789Z\","
                + "\"etag\":\"etag\",\"headers\":{\"content-type\":"
                + "\"text/\\\"plain\\\"\\u000a\\u00e9\\ud83d\\ude00\"}}\n");
  }

  @Test
  void theTableIsSortedThroughFilesWhenItIsLong() throws Exception {
    prepare(Entries.BUCKET);
    List<Key> keys = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      keys.add(Key.of("../" + (i * 7919) % 101));
      put(i, keys.getLast().text());
    }
    List<Key> sorted = new ArrayList<>();
    try (StoredLines lines = StoredLines.read(new Layout(root.toRealPath()), KeyRange.ALL, 9)) {
      for (Stored stored = lines.next(); stored != null; stored = lines.next()) {
        sorted.add(stored.key());
      }
    }

    assertThat(sorted).isEqualTo(keys.stream().sorted().toList());
    assertThat(root.resolve(".migrator/tmp")).isEmptyDirectory();
  }

  @Test
  void aFullDiskIsSaidSo() throws Exception {
    Files.createDirectory(root);
    Shell.requireThat(root, "mount -t tmpfs -o size=256k none .", "tmpfs cannot be mounted here");
    try {
      prepare(Entries.TREE);
      String big = "x".repeat(1 << 20);
      assertThatThrownBy(() -> write(Entries.file(1, "big", big, Entries.attributes(0644)), big))
          .isInstanceOf(SpaceException.class)
          .hasMessageContaining("1,048,576");
      target.close();
      assertThat(Shell.run(root, "ls -A")).isEmpty();
    } finally {
      Shell.run(outside, "umount root");
    }
  }

  @Test
  void aReadOnlyFolderIsRejectedWithAHint() throws Exception {
    Files.createDirectory(root);
    Shell.requireThat(root, "mount -t tmpfs -o ro none .", "tmpfs cannot be mounted here");
    try {
      assertThatThrownBy(() -> prepare(Entries.TREE))
          .isInstanceOfSatisfying(
              StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.REJECTED));
    } finally {
      Shell.run(outside, "umount root");
    }
  }

  @Test
  void aFolderIsMadeOnlyWhereThatIsAllowed() {
    assertThatThrownBy(() -> target.prepare(Entries.TREE, Creation.FORBIDDEN))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NO_SUCH_STORE));
    assertThatThrownBy(() -> Trees.list(target)).isInstanceOf(StoreException.class);
    prepare(Entries.TREE);
    assertThat(Trees.list(target)).isEmpty();
    target.close();
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void theRestoreOfAnotherBucketIsNotMixedIn() {
    prepare(Entries.BUCKET);
    put(1, "../a");
    SourceDescription other = new SourceDescription("s3", "s3://other", new TreeMap<>(), List.of());

    assertThatThrownBy(() -> prepare(other)).hasMessageContaining("s3://bucket");
  }

  @Test
  void aNameThatIsThereUnderAnotherCaseIsATwin() throws Exception {
    Files.createDirectories(root.resolve("a"));
    assertThat(Twins.isExact(root, Path.of("a"))).isTrue();
    assertThat(Twins.isExact(root, Path.of("A"))).isFalse();
    assertThat(Files.exists(root.resolve("A"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }
}
