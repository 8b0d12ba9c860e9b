package dev.migrator.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.model.Key;
import dev.migrator.model.Sha256;
import dev.migrator.verify.SampleBundle.Item;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Gets bundles back with `sh recover.sh` and nothing of ours.
final class RecoverTest {
  @TempDir Path temp;
  private Path folder;
  private Path out;

  private record Run(int status, String output) {}

  @BeforeEach
  void requireTools() {
    for (String tool : List.of("sh", "zstd", "tar", "awk", "sha256sum")) {
      assumeTrue(isInstalled(tool), "not installed here: " + tool);
    }
    folder = temp.resolve("bundle");
    out = temp.resolve("out");
  }

  private static boolean isInstalled(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, tool)));
  }

  private Run recover(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", "recover.sh"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), output);
  }

  private static List<Item> odd() {
    List<Item> items = new ArrayList<>();
    for (String key :
        List.of(
            "plain.txt",
            "-rf",
            "with space",
            " lead and trail ",
            "quote\"'`",
            "$(touch pwned)",
            "glob*[a-z]?",
            "semi;colon&amp|pipe",
            "percent%41%zz",
            "plus+",
            "~user",
            "a\\b",
            "line\nfeed",
            "carriage\rreturn",
            "tab\tkey",
            "nul\u0000key",
            "one\u0001",
            "\uFFFE",
            "\uD83D\uDE00/emoji",
            "bidi\u202Etxt",
            "../up",
            "x/../y",
            ".",
            "..",
            "x/./y",
            "/lead",
            "a//b",
            "trail/",
            "file",
            "file/below",
            "Case",
            "case",
            "caf\u00e9",
            "cafe\u0301",
            "k/u/000000000001",
            "c/".repeat(200) + "deep",
            "l".repeat(250),
            "m".repeat(1024))) {
      items.add(Item.object(key, SampleBundle.text("content of " + key)));
    }
    items.add(Item.object("empty", new byte[0]));
    return items;
  }

  @Test
  void everyByteOfEveryOddKeyComesBack() throws Exception {
    List<Item> items = odd();
    Random random = new Random(5);
    items.add(Item.object("one-byte", new byte[] {1}));
    items.add(Item.object("piece", SampleBundle.bytes(random, 8 << 20)));
    items.add(Item.object("piece-and-one", SampleBundle.bytes(random, (8 << 20) + 1)));
    items.add(Item.object("/odd piece", SampleBundle.bytes(random, (2 << 20) - 1)));
    SampleBundle bundle = new SampleBundle(folder).put("media", "s3", List.of(items));

    Run run = recover(out.toString());

    assertThat(run.output()).contains("is right");
    assertThat(run.status()).isZero();
    assertSame(bundle.contents(), recovered("media"));
    assertThat(Files.readString(out.resolve("media/k/plain.txt")))
        .isEqualTo("content of plain.txt");
    assertThat(out.resolve("media/k/piece")).hasSize(8 << 20);
    assertThat(temp).isDirectoryNotContaining(path -> path.endsWith("up"));
    assertThat(names(temp)).containsExactlyInAnyOrder("bundle", "out");
    assertThat(names(out)).containsExactly("media");
  }

  @Test
  void olderVersionsComeBackUnderNumbersAndDeletedOnesDoNotStandInTheWay() throws Exception {
    SampleBundle bundle = new SampleBundle(folder);
    bundle.put(
        "media",
        "s3",
        List.of(
            List.of(
                Item.version("a.txt", "v1", true, SampleBundle.text("first")),
                Item.version("gone", "v1", true, SampleBundle.text("was here")),
                Item.version("was/folder", "v1", true, SampleBundle.text("below")))));
    bundle.contents().clear();
    bundle.put(
        "media",
        "s3",
        List.of(
            List.of(
                Item.version("a.txt", "v2", true, SampleBundle.text("second")),
                Item.version("a.txt", "v1", false, SampleBundle.text("first")),
                Item.marker("gone", "v2"),
                Item.version("gone", "v1", false, SampleBundle.text("was here")),
                Item.version("was", "v1", true, SampleBundle.text("now a file")))));

    Run run = recover(out.toString());

    assertThat(run.output()).contains("is right");
    assertSame(bundle.contents(), recovered("media"));
    assertThat(Files.readString(out.resolve("media/k/a.txt"))).isEqualTo("second");
    assertThat(out.resolve("media/k/was")).isRegularFile();
    assertThat(out.resolve("media/k/gone")).doesNotExist();
  }

  @Test
  void aFileTreeComesBackWithFoldersLinksAndModes() throws Exception {
    SampleBundle bundle = SampleBundle.rich(folder);

    Run run = recover(out.toString(), "www");

    assertThat(run.status()).as(run.output()).isZero();
    assertThat(names(out)).containsExactly("www");
    Path top = out.resolve("www/k");
    assertThat(top.resolve("cgi-bin")).isEmptyDirectory();
    assertThat(Files.readSymbolicLink(top.resolve("latest"))).isEqualTo(Path.of("index.html"));
    assertThat(Files.getPosixFilePermissions(top.resolve("run.sh"), LinkOption.NOFOLLOW_LINKS))
        .isEqualTo(PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, byte[]> www = new HashMap<>(bundle.contents());
    www.keySet().removeIf(key -> !key.startsWith("www:"));
    assertSame(www, recovered("www"));
  }

  @Test
  void aDamagedBundleIsRefusedAndGivenAsFarAsItIsWholeIfAskedFor() throws Exception {
    SampleBundle.rich(folder);
    Forger forger = new Forger(folder);
    forger.flip(forger.path("media/vol-"), 700_000);

    Run refused = recover(out.toString());
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.output()).contains("vol-").contains("damaged");
    assertThat(names(out)).isEmpty();

    Run forced = recover("-f", out.toString());
    assertThat(forced.status()).isEqualTo(1);
    assertThat(forced.output()).contains("FAILED").doesNotContain("is right");
    assertThat(out.resolve("media/k/d/x")).hasContent("plain");
  }

  @Test
  void nothingIsWrittenOutsideWhateverTheVolumeHolds() throws Exception {
    for (Damage damage : Damage.values()) {
      if (damage.code() == FindingCode.V012 || damage.code() == FindingCode.V013) {
        folder = temp.resolve(damage.name()).resolve("bundle");
        out = temp.resolve(damage.name()).resolve("out");
        SampleBundle.rich(folder);
        damage.to(new Forger(folder));

        recover("-f", out.toString());

        assertThat(names(folder.getParent())).containsExactlyInAnyOrder("bundle", "out");
        assertThat(names(out)).isSubsetOf("media", "video", "www");
      }
    }
    assertThat(Path.of("/tmp/migrator-escaped")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%2E%2E/%2E%2E/%2E%2E/escaped",
        "..%2F..%2F..%2Fescaped",
        ".%ZZ./.%ZZ./.%ZZ./escaped",
        "..\u0001..\u0001..\u0001escaped",
        "../../../escaped",
        "x%2F..%2F..%2F..%2Fescaped",
        "%2F..%2F..%2F..%2Fescaped"
      })
  void nothingIsWrittenOutsideWhateverTheTableSays(String key) throws Exception {
    SampleBundle.rich(folder);
    Forger forger = new Forger(folder);
    List<String> rows = new ArrayList<>();
    for (String kind : List.of("folder", "link")) {
      String sum = "-\t-\t-";
      rows.add(
          "000000000901\t" + kind + "\tcurrent\t0\t" + sum + "\t" + key + kind + "\t-\t-\t-\t700");
    }
    String volume = forger.path("media/vol-");
    String sum = Sha256.of(SampleBundle.text("object 5")).hex();
    String member = "k/a/05.txt";
    rows.add(
        "000000000902\tobject\tcurrent\t8\t%s\t%s\t%s\t%s\t-\t-\t-\t4755 -R"
            .formatted(sum, volume, member, key));
    rows.add(
        "000000000903\tobject\tcurrent\t8\t%s\tdata/media/big/../../..\t1\t%s\t-\t-\t-\t644"
            .formatted(sum, key));
    forger.editLines(
        forger.path("media/index-").replace("ndjson", "tsv"),
        lines -> lines + String.join("\n", rows) + "\n");
    forger.edit("meta/recover.tsv", table -> table + "media\ts3\t../../" + key + ".tsv.zst\n");
    forger.restampFiles();

    Run run = recover("-f", out.toString());

    assertThat(run.status()).as(run.output()).isEqualTo(1);
    assertThat(names(folder.getParent())).containsExactlyInAnyOrder("bundle", "out");
    assertThat(names(out)).containsExactlyInAnyOrder("media", "video", "www");
    assertThat(names(out.resolve("media"))).containsExactlyInAnyOrder("k", "u", "u.tsv");
    assertThat(out.resolve("media/k/a/06.txt")).hasContent("object 6");
  }

  @Test
  void noRightsComeOutOfAVolumeThatTheTableDoesNotGive() throws Exception {
    SampleBundle.rich(folder);
    Forger forger = new Forger(folder);
    forger.editHeader(
        forger.path("media/vol-"), "k/a/05.txt", header -> Forger.moded(header, "0004777"));
    forger.restamp();

    assertThat(recover(out.toString()).status()).isZero();

    Path file = out.resolve("media/k/a/05.txt");
    assertThat((int) Files.getAttribute(file, "unix:mode") & 07000).isZero();
  }

  @Test
  void itSaysWhatIsWrongWithTheCall() throws Exception {
    SampleBundle.rich(folder);

    assertThat(recover().status()).isEqualTo(2);
    assertThat(recover(folder.resolve("inside").toString()).output()).contains("outside");
    assertThat(recover(out.toString(), "nobody").output()).contains("no source nobody");
    assertThat(Files.createDirectories(out.resolve("www"))).exists();
    assertThat(recover(out.toString()).output()).contains("is there already");
  }

  /// All that came back, by key: from `k/` by name, from `u/` by the table.
  private Map<String, byte[]> recovered(String source) throws IOException {
    Map<String, byte[]> recovered = new HashMap<>();
    Path top = out.resolve(source);
    for (String line : Files.readAllLines(top.resolve("u.tsv"))) {
      String[] columns = line.split("\t", -1);
      if (columns[0].startsWith("u/")) {
        String version = columns[4].equals("-") ? "" : "?" + columns[4];
        recovered.put(
            source + ":" + columns[1] + version, Files.readAllBytes(top.resolve(columns[0])));
      }
    }
    try (Stream<Path> files = Files.walk(top.resolve("k"))) {
      for (Path file :
          files.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).toList()) {
        Key key = Key.of(top.resolve("k").relativize(file).toString());
        recovered.put(source + ":" + key.percentEncoded(), Files.readAllBytes(file));
      }
    }
    return recovered;
  }

  /// The version of what came back under its own name is not told by the name.
  private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
    assertThat(actual).hasSameSizeAs(expected);
    expected.forEach((label, content) -> {
      String plain = label.replaceFirst("\\?[^?]*$", "");
      byte[] found = actual.getOrDefault(label, actual.get(plain));
      assertThat(Arrays.equals(found, content)).as(label).isTrue();
    });
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
