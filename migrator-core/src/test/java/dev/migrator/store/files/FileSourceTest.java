package dev.migrator.store.files;

import static dev.migrator.store.Powers.need;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.SourceDescription.Answer;
import dev.migrator.store.ContentCheck;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class FileSourceTest {
  @TempDir Path root;

  private FileSource source() {
    return new FileSource(root);
  }

  @Test
  void aFolderComesAfterFilesWhoseNamesGoOnWithALesserByte() throws Exception {
    Shell.run(root, "mkdir a a-b; touch a.b a/c a0 a-b/d");

    assertThat(Trees.keys(source())).containsExactly("a-b/", "a-b/d", "a.b", "a/", "a/c", "a0");
  }

  @Test
  void orderIsThatOfTheBytesOfWholeKeysInRandomTrees() throws Exception {
    long seed = System.nanoTime();
    growRandomTree(new Random(seed), root, 3);

    assertThat(Trees.list(source()))
        .as("seed %d", seed)
        .extracting(Listed::key)
        .hasSizeGreaterThan(20)
        .isSortedAccordingTo(Comparator.<Key>naturalOrder())
        .doesNotHaveDuplicates();
  }

  @Test
  void anyRangeListsWhatTheWholeHasInIt() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    growRandomTree(random, root, 3);
    List<Listed> all = Trees.list(source());
    for (int i = 0; i < 200; i++) {
      Key one = cut(random, all);
      Key other = cut(random, all);
      KeyRange range =
          one.compareTo(other) < 0 ? new KeyRange(one, other) : new KeyRange(other, one);

      assertThat(Trees.list(source(), range))
          .as("seed %d, %s", seed, range)
          .isEqualTo(all.stream().filter(listed -> range.contains(listed.key())).toList());
    }
  }

  private static Key cut(Random random, List<Listed> all) {
    byte[] bytes = all.get(random.nextInt(all.size())).key().bytes();
    byte[] cut = java.util.Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length + 1));
    cut[cut.length - 1] += (byte) (random.nextInt(3) - 1);
    return Key.ofBytes(cut);
  }

  private static void growRandomTree(Random random, Path folder, int depth) throws Exception {
    String letters = "ab-./0".replace("/", "!");
    for (int i = 0; i < 8; i++) {
      StringBuilder name = new StringBuilder();
      for (int length = 1 + random.nextInt(3); length > 0; length--) {
        name.append(letters.charAt(random.nextInt(letters.length())));
      }
      Path path = folder.resolve("n" + name);
      if (Files.exists(path)) {
        continue;
      }
      if (depth > 0 && random.nextBoolean()) {
        growRandomTree(random, Files.createDirectory(path), depth - 1);
      } else {
        Files.createFile(path);
      }
    }
  }

  @Test
  void piecesOfASplitTogetherListTheWhole() throws Exception {
    Shell.run(
        root, "for i in $(seq 1 40); do mkdir -p d$((i % 3))/e$i; touch d$((i % 3))/e$i/f; done");
    List<KeyRange> pieces = source().split(KeyRange.ALL, 6);
    List<Listed> together = new ArrayList<>();
    pieces.forEach(piece -> together.addAll(Trees.list(source(), piece)));

    assertThat(pieces).hasSize(6);
    assertThat(pieces.getFirst().from()).isEqualTo(KeyRange.ALL.from());
    assertThat(pieces.getLast().to()).isNull();
    assertThat(together).isEqualTo(Trees.list(source()));
    assertThat(pieces)
        .allSatisfy(piece -> assertThat(Trees.list(source(), piece)).hasSizeBetween(5, 30));
  }

  @Test
  void foldersOutsideOfTheRangeAreNotEntered() throws Exception {
    Shell.run(root, "mkdir a b; touch a/1 b/1");
    Instant before = Instant.parse("2001-01-01T00:00:00Z");
    Shell.run(root, "touch -a -d 2001-01-01T00:00:00Z a b");
    Trees.list(source(), KeyRange.ofPrefix(Key.of("b/")));

    assumeTrue(accessed("b").isAfter(before), "the file system keeps no access times");
    assertThat(accessed("a")).isEqualTo(before);
  }

  private Instant accessed(String name) throws Exception {
    return ((FileTime) Files.getAttribute(root.resolve(name), "lastAccessTime")).toInstant();
  }

  @Test
  void linksAreNeverFollowed() throws Exception {
    Shell.run(
        root, "mkdir real; touch real/f; ln -s real folder; ln -s nowhere dangling; ln -s / all");

    assertThat(Trees.list(source()))
        .extracting(listed -> listed.key().text(), Listed::kind)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("all", Kind.LINK),
            org.assertj.core.groups.Tuple.tuple("dangling", Kind.LINK),
            org.assertj.core.groups.Tuple.tuple("folder", Kind.LINK),
            org.assertj.core.groups.Tuple.tuple("real/", Kind.FOLDER),
            org.assertj.core.groups.Tuple.tuple("real/f", Kind.OBJECT));
  }

  @Test
  void nothingIsReadThroughALinkThatTookAFoldersPlace() throws Exception {
    Shell.run(root, "mkdir -p tree/a secret; echo mine > tree/a/f; echo theirs > secret/f");
    FileSource source = new FileSource(root.resolve("tree"));
    Listed listed = Trees.find(source, "a/f");
    Listed unchecked = new Listed(listed.key(), Kind.OBJECT, null, true, 5, null, null, null);
    Shell.run(root, "rm -r tree/a; ln -s ../secret tree/a");

    assertFails(() -> Trees.content(source, listed), Reason.NOT_FOUND, Reason.CHANGED);
    assertThatThrownBy(() -> Trees.content(source, unchecked)).isInstanceOf(StoreException.class);
  }

  @Test
  void aFolderThatBecomesALinkDuringTheWalkIsNotEntered() throws Exception {
    Shell.run(root, "mkdir -p tree/a tree/b secret; touch tree/a/f tree/b/f secret/s");
    try (Listing listing = new FileSource(root.resolve("tree")).list(KeyRange.ALL)) {
      assertThat(keyOf(listing.next())).isEqualTo("a/");
      Shell.run(root, "rm -r tree/b; ln -s ../secret tree/b");
      assertThat(keyOf(listing.next())).isEqualTo("a/f");
      assertThat(keyOf(listing.next())).isIn("b", "");
    }
  }

  private static String keyOf(@org.jspecify.annotations.Nullable Listed listed) {
    return listed == null ? "" : listed.key().text();
  }

  @Test
  void keysThatLeadOutsideAreNotFound() throws Exception {
    Files.createDirectory(root.resolve("tree"));
    Files.writeString(root.resolve("outside"), "secret");
    FileSource source = new FileSource(root.resolve("tree"));
    for (String key : List.of("../outside", "/etc/passwd", "a/../../outside", "./x", "..", "")) {
      Listed listed = new Listed(Key.of(key), Kind.OBJECT, null, true, 1, null, null, null);
      assertFails(() -> Trees.content(source, listed), Reason.NOT_FOUND);
    }
  }

  @Test
  void specialFilesAreListedAndSayThatTheyHaveNoBytes() throws Exception {
    Shell.run(root, "mkfifo pipe");
    Listed pipe = Trees.find(source(), "pipe");
    try (ObjectReader reader = source().read(pipe)) {
      reader.attributes();

      assertThat(pipe.kind()).isEqualTo(Kind.SPECIAL);
      assertThat(reader.missing())
          .containsExactly(new Missing(null, Gap.Code.SPECIAL_FILE, "a named pipe has no bytes"));
    }
  }

  /// Opening one as a folder would wait for a writer.
  @Test
  @Timeout(30)
  void aPipeIsNoPlaceToCutNorAFolderToWaitFor() throws Exception {
    Shell.run(root, "mkfifo pipe && mkdir folder && touch folder/a folder/b");

    assertThat(source().split(KeyRange.ALL, 4)).isNotEmpty();
  }

  @Test
  void attributesAreComplete() throws Exception {
    Shell.run(
        root, "echo x > f; chmod 6751 f; touch -m -d 2001-02-03T04:05:06.123456789Z f; ln f g");
    FileAttributes attributes = Trees.attributes(source(), "f");

    assertThat(attributes.mode()).isEqualTo(06751);
    assertThat(attributes.modified()).isEqualTo(Instant.parse("2001-02-03T04:05:06.123456789Z"));
    assertThat(attributes.uid() + ":" + attributes.gid())
        .isEqualTo(Shell.run(root, "stat -c %u:%g f").trim());
    assertThat(attributes.owner()).isEqualTo(Shell.run(root, "stat -c %U f").trim());
    assertThat(attributes.hardLinkOf())
        .isNotNull()
        .isEqualTo(Trees.attributes(source(), "g").hardLinkOf());
  }

  @Test
  void extendedAttributesOfFilesAndFoldersAreRead() throws Exception {
    Files.createDirectory(root.resolve("folder"));
    Files.createFile(root.resolve("file"));
    assumeTrue(ExtendedAttributes.areSupported(root), "the file system has no extended attributes");
    java.util.Map<String, Key> some =
        java.util.Map.of("user.a", Key.ofBytes(new byte[] {0, (byte) 0xFF}), "user.b", Key.of(""));
    ExtendedAttributes.write(root.resolve("folder"), some);
    ExtendedAttributes.write(root.resolve("file"), some);

    assertThat(Trees.attributes(source(), "folder/").extended()).isEqualTo(some);
    assertThat(Trees.attributes(source(), "file").extended()).isEqualTo(some);
  }

  @Test
  void linkTargetsAreKeptByteForByte() throws Exception {
    List<String> targets =
        List.of(
            "a", "../../etc/passwd", "/absolute", "a//b/", "./.", "caf\u00e9", "/caf\u00e9/", " ");
    for (int i = 0; i < targets.size(); i++) {
      Shell.run(root, "ln -s '%s' l%d".formatted(targets.get(i), i));
    }
    Shell.run(root, "ln -s \"$(printf '/x\\377/\\ny//')\" raw; ln -s \"$(printf 'r\\377')\" short");

    for (int i = 0; i < targets.size(); i++) {
      assertThat(Trees.attributes(source(), "l" + i).linkTarget())
          .isEqualTo(Key.ofBytes(targets.get(i).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
    assertThat(Trees.attributes(source(), "raw").linkTarget())
        .isEqualTo(Key.ofPercentEncoded("/x%FF/%0Ay//"));
    assertThat(Trees.attributes(source(), "short").linkTarget())
        .isEqualTo(Key.ofPercentEncoded("r%FF"));
  }

  @Test
  void rangesAreReadExactly() throws Exception {
    Files.writeString(root.resolve("f"), "0123456789");
    try (ObjectReader reader = source().read(Trees.find(source(), "f"));
        InputStream in = reader.bytes(new ByteRange(3, 4))) {
      assertThat(in.readAllBytes()).asString().isEqualTo("3456");
    }
  }

  @Test
  void anythingAlteredSinceListingIsNoticed() throws Exception {
    for (String alteration :
        List.of("echo more >> f", "chmod 700 f", "rm f; echo content > f", "echo CONTENT > f")) {
      Files.writeString(root.resolve("f"), "content");
      Listed listed = Trees.find(source(), "f");
      Shell.awaitTick(root);
      Shell.run(root, alteration);

      assertFails(() -> Trees.content(source(), listed), Reason.CHANGED);
      assertThat(Trees.find(source(), "f").etag()).as(alteration).isNotEqualTo(listed.etag());
    }
  }

  @Test
  void aDeletedFileIsNotFound() throws Exception {
    Files.writeString(root.resolve("f"), "content");
    Listed listed = Trees.find(source(), "f");
    Files.delete(root.resolve("f"));

    assertFails(() -> Trees.content(source(), listed), Reason.NOT_FOUND);
    assertFails(() -> source().read(listed).attributes(), Reason.NOT_FOUND);
  }

  @Test
  void aFileAlteredWhileItIsReadIsChanging() throws Exception {
    Files.writeString(root.resolve("f"), "content");
    try (ObjectReader reader = source().read(Trees.find(source(), "f"))) {
      reader.attributes();
      reader.confirmUnchanged();
      Shell.awaitTick(root);
      Shell.run(root, "printf CONTENT > f");
      assertFails(reader::confirmUnchanged, Reason.CHANGING);
    }
  }

  @Test
  void aFileThatShrinksWhileItIsReadIsChanging() throws Exception {
    Files.writeString(root.resolve("f"), "content");
    try (ObjectReader reader = source().read(Trees.find(source(), "f"));
        InputStream in = reader.bytes(new ByteRange(0, 7))) {
      assertThat(in.read()).isEqualTo('c');
      Files.writeString(root.resolve("f"), "c");
      assertFails(in::readAllBytes, Reason.CHANGING);
    }
  }

  @Test
  void whatMayNotBeReadIsForbiddenAndTheRestIsListed() throws Exception {
    need(!Shell.isRoot(), "root may read everything");
    Shell.run(root, "mkdir closed; touch closed/x open secret; chmod 0 closed secret");

    assertThat(Trees.keys(source())).containsExactly("closed/", "open", "secret");
    assertFails(() -> Trees.content(source(), Trees.find(source(), "secret")), Reason.FORBIDDEN);
    try (ObjectReader reader = source().read(Trees.find(source(), "closed/"))) {
      assertThat(((FileAttributes) reader.attributes()).mode()).isZero();
      assertThat(reader.missing())
          .contains(new Missing("entries", Gap.Code.FORBIDDEN, "the folder may not be listed"));
    }
    Shell.run(root, "chmod 700 closed");
  }

  @Test
  void runsOfZerosAreToldAsHolesAndTheProofIsThatNothingChanged() throws Exception {
    Shell.run(
        root, "truncate -s 1M f; printf x | dd of=f bs=1 seek=300000 conv=notrunc 2>/dev/null");
    try (ObjectReader reader = source().read(Trees.find(source(), "f"));
        InputStream in = reader.bytes(new ByteRange(0, 1 << 20))) {
      ContentCheck check = reader.check();
      byte[] buffer = new byte[10_007];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        check.update(buffer, 0, count);
      }
      assertThat(check.finish()).isEqualTo(SourceProof.STAT);
      assertThat(((FileAttributes) check.completed()).holes())
          .containsExactly(
              new ByteRange(0, 4 * 65536), new ByteRange(5 * 65536, (1 << 20) - 5 * 65536));
    }
  }

  @Test
  void deepAndLongNamesAreListed() throws Exception {
    Shell.run(root, "touch $(printf 'n%.0s' $(seq 255)); mkdir -p $(printf 'd/%.0s' $(seq 500))");
    List<Listed> all = Trees.list(source());

    assertThat(all).hasSize(501);
    assertThat(all).extracting(listed -> listed.key().length()).contains(255, 1000);
  }

  @Test
  void aPathOverTheSystemsLimitIsAnEntryThatCannotBeRead() throws Exception {
    Shell.run(
        root,
        "n=$(printf 'n%.0s' $(seq 250)); for i in $(seq 20); do mkdir $n; cd -P ./$n; done; touch f");
    List<Listed> all = Trees.list(source());

    assertThat(all.getLast().kind()).isEqualTo(Kind.OBJECT);
    assertFails(() -> source().read(all.getLast()).attributes(), Reason.FORBIDDEN, Reason.REJECTED);
    Shell.run(root, "rm -r n*");
  }

  @Test
  void theRootsAttributesAreTold() throws Exception {
    Shell.run(root, "chmod 2750 .; touch -d 2001-02-03T04:05:06.789Z .");

    assertThat(source().describe().kind()).isEqualTo("files");
    assertThat(source().describe().answers().get("root"))
        .isInstanceOfSatisfying(
            Answer.Present.class,
            answer ->
                assertThat(answer.raw())
                    .startsWith("mode=2750 ")
                    .endsWith("modified=2001-02-03T04:05:06.789Z"));
  }

  @Test
  void aFolderThatIsMissingIsNoStore() {
    FileSource source = new FileSource(root.resolve("missing"));
    assertFails(() -> source.list(KeyRange.ALL), Reason.NO_SUCH_STORE);
    assertFails(source::describe, Reason.NO_SUCH_STORE);
  }

  private static void assertFails(ThrowingCallable call, Reason... reasons) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isIn((Object[]) reasons));
  }
}
