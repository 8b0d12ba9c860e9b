package dev.migrator.bundle;

import static dev.migrator.bundle.TestBundle.SOURCE;
import static dev.migrator.bundle.TestBundle.all;
import static dev.migrator.bundle.TestBundle.commit;
import static dev.migrator.bundle.TestBundle.seal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.bundle.SegmentWriter.Described;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.model.Content.Member;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Volumes are plain `tar` in plain `zstd`, whatever the keys.
final class UnpackTest {
  private static final String[] KEYS = {
    "",
    ".",
    "..",
    "../x",
    "/lead",
    "A.txt",
    "a",
    "a\nb",
    "a.txt",
    "a/../b",
    "a/b",
    "a//b",
    "b/c",
    "back\\slash",
    "cafe\u0301",
    "caf\u00e9",
    "dir/",
    "dir/x",
    "long/" + "n".repeat(200),
    "long/" + "o".repeat(201),
    "p/".repeat(100) + "deep",
    "quote\"'$(x)",
    "\uD83D\uDE00/smile",
    "x".repeat(150) + "/" + "y".repeat(120)
  };

  @TempDir Path folder;

  @Test
  void tarAndZstdUnpackEveryMemberUnderItsName() throws Exception {
    assumeTrue(isThere("tar") && isThere("zstd"), "tar or zstd is not installed");
    DirectoryStore store = new DirectoryStore(folder.resolve("bundle"));
    write(store);

    Path out = Files.createDirectories(folder.resolve("out"));
    for (var file : store.list()) {
      if (file.path().endsWith(".tar.zst")) {
        Path volume = folder.resolve("bundle").resolve(file.path());
        run("tar", "--zstd", "-xf", volume.toString(), "-C", out.toString());
        run("zstd", "-q", "-t", volume.toString());
      }
    }
    try (Bundle bundle = Bundle.open(store)) {
      for (Entry entry : all(bundle.entries(bundle.head(), SOURCE, KeyRange.ALL))) {
        assertUnpacked(out, entry);
      }
    }
    assertThat(new TreeSet<>(List.of(out.toFile().list())))
        .containsExactly("END.json", "INDEX.ndjson", "VOLUME.json", "k", "u");
  }

  private void assertUnpacked(Path out, Entry entry) throws IOException {
    assertThat(entry.content()).isNotNull();
    assertThat(entry.content().place()).isInstanceOf(Member.class);
    String member = ((Member) entry.content().place()).member();
    assertThat(member).matches(name -> name.startsWith("u/") || name.equals("k/" + entry.key()));
    Path file = out.resolve(member);
    assertThat(Files.readAllBytes(file)).isEqualTo(entry.key().bytes());
    assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(TestBundle.NOW);
  }

  private void write(DirectoryStore store) {
    TreeSet<Key> sorted = new TreeSet<>();
    for (String key : KEYS) {
      sorted.add(Key.of(key));
    }
    sorted.add(Key.ofBytes(new byte[] {(byte) 0xFF, 'x'}));
    try (BundleWriter writer = TestBundle.open(store);
        SegmentWriter segment = writer.segment(SOURCE)) {
      for (Key key : sorted) {
        add(segment, key);
      }
      commit(writer, seal(segment, KeyRange.ALL));
    }
  }

  private static void add(SegmentWriter segment, Key key) {
    byte[] bytes = key.bytes();
    Listed listed =
        new Listed(key, Kind.OBJECT, null, true, bytes.length, TestBundle.NOW, null, null);
    segment.add(
        new Described(listed, NoAttributes.INSTANCE, null, List.of()),
        bytes,
        bytes.length,
        Sha256.of(bytes),
        SourceProof.NONE);
  }

  private static boolean isThere(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /// In the plainest locale, as a rescue system has it.
  private static void run(String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
  }
}
