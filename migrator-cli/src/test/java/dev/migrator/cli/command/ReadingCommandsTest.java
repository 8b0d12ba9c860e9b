package dev.migrator.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Content;
import dev.migrator.model.Content.Member;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// `ls`, `cat`, `status` and `gaps`.
final class ReadingCommandsTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final byte[] HELLO = "hello\n".getBytes(UTF_8);
  private static final Key LATIN = Key.ofBytes(new byte[] {'c', (byte) 0xE9});

  private static final Map<String, List<Entry>> ENTRIES =
      Map.of(
          "media",
          List.of(
              object(1, Key.of("a/one"), "v2", true),
              object(2, Key.of("a/one"), "v1", false),
              entry(3, listed(Key.of("b"), Kind.DELETE_MARKER, "v9", true), null, List.of()),
              object(4, LATIN, "null", true),
              entry(
                  5,
                  listed(Key.of("d\u001b[2J"), Kind.OBJECT, "v1", true),
                  null,
                  List.of(new Missing(null, Gap.Code.FORBIDDEN, "403 AccessDenied")))),
          "www",
          List.of(entry(6, listed(Key.of("dir/"), Kind.FOLDER, null, true), null, List.of())));

  private static final List<Gap> GAPS =
      List.of(
          new Gap(
              "media",
              new Gap.OfKey(Key.of("d"), "v1", null),
              Gap.Code.FORBIDDEN,
              "403 AccessDenied"),
          new Gap("media", new Gap.OfKey(Key.of("a/one"), null, "acl"), Gap.Code.UNREADABLE, "503"),
          new Gap("media", new Gap.OfSource("policy"), Gap.Code.FORBIDDEN, "403"),
          new Gap(
              "www",
              new Gap.OfRange(new KeyRange(Key.of("m"), null)),
              Gap.Code.NOT_REACHED,
              "the run was interrupted"));

  private final ScriptedVerbs verbs = new ScriptedVerbs().answering(bundle(null));

  @Test
  void lsListsTheLatestOfAllSources() {
    assertThat(Run.of(verbs, "ls", "/b"))
        .isEqualTo(
            new Run(
                0,
                """
                media         6 B  2026-11-22 12:00:00Z  a/one
                media         6 B  2026-11-22 12:00:00Z  c%E9
                media         6 B  2026-11-22 12:00:00Z  d%1B%5B2J  (NO BYTES, forbidden)
                www        folder  2026-11-22 12:00:00Z  dir/
                """,
                ""));
  }

  @Test
  void lsListsVersionsAndPrefixesOfOneSource() {
    assertThat(Run.of(verbs, "ls", "/b", "media", "--versions", "--prefix", "a/").out())
        .isEqualTo(
            """
                   6 B  2026-11-22 12:00:00Z  v2                                    latest  a/one
                   6 B  2026-11-22 12:00:00Z  v1                                            a/one
            """);
  }

  @Test
  void lsStandsInJson() {
    assertThat(Run.of(verbs, "ls", "/b", "media", "--prefix", "c", "--json").out())
        .isEqualTo(
            """
            {"command":"ls","result":{"bundle":"/b","commit":2,"entries":[{"source":"media","key":"c%E9","text":null,\
            "kind":"object","versionId":"null","latest":true,"sizeBytes":6,"sha256":"SHA","modified":"2026-11-22T12:00:00Z",\
            "etag":"e","missing":[]}]},"exitCode":0}
            """
                .replace("SHA", Sha256.of(HELLO).hex()));
  }

  @Test
  void aListingThatBreaksOffIsStillOneJsonDocument() {
    verbs.answering(bundle(new BundleDamagedException("index cut", "Verify it.")));

    Run run = Run.of(verbs, "ls", "/b", "www", "--json");

    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out())
        .endsWith(
            """
            "missing":[]}]},"error":{"kind":"damaged","message":"index cut","hint":"Verify it."},"exitCode":4}
            """);
  }

  @Test
  void anUnknownSourceIsRefusedWithTheKnownOnes() {
    assertThat(Run.of(verbs, "ls", "/b", "medai"))
        .isEqualTo(
            new Run(
                2,
                "",
                """
                error: the bundle has no source medai in commit 2
                hint: Name one of its sources: media, www.
                """));
  }

  @Test
  void aReaderThatGoesAwayEndsTheListingQuietly() {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    assertThat(Run.into(gone, verbs, "ls", "/b")).isEqualTo(new Run(0, "", ""));
  }

  @Test
  void aFullDiskBehindStandardOutputIsAFailure() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };

    Run run = Run.into(full, verbs, "ls", "/b");

    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("error: cannot write to standard output: No space left on device\n");
  }

  @Test
  void catWritesTheBytesAndNothingElse() {
    assertThat(Run.of(verbs, "cat", "/b", "media", "a/one")).isEqualTo(new Run(0, "hello\n", ""));
    assertThat(Run.of(verbs, "cat", "/b", "media", "a/one", "--version", "v1").code()).isZero();
    assertThat(Run.of(verbs, "cat", "/b", "media", "c%E9", "--encoded").out()).isEqualTo("hello\n");
    assertThat(Run.of(verbs, "cat", "/b", "media", "a/one", "--json").out())
        .endsWith("\"missing\":[],\"content\":\"aGVsbG8K\"},\"exitCode\":0}\n");
  }

  @Test
  void catSaysWhyThereIsNothingToWrite() {
    assertThat(Run.of(verbs, "cat", "/b", "media", "nowhere").err())
        .startsWith("error: commit 2 has no latest version of nowhere in source media\nhint: ");
    assertThat(Run.of(verbs, "cat", "/b", "media", "b").err())
        .startsWith("error: b (version v9) is a delete marker: the object was deleted\n");
    assertThat(Run.of(verbs, "cat", "/b", "media", "d%1B[2J", "--encoded").err())
        .startsWith("error: the bundle has no bytes of ")
        .contains(": forbidden, 403 AccessDenied\n");
    assertThat(Run.of(verbs, "cat", "/b", "media", "nowhere").code()).isEqualTo(1);
  }

  @Test
  void gapsAreOneLineEach() {
    assertThat(Run.of(verbs, "gaps", "/b"))
        .isEqualTo(
            new Run(
                0,
                """
                forbidden          media  d (version v1): 403 AccessDenied
                unreadable         media  a/one, its acl: 503
                forbidden          media  configuration policy: 403
                not-reached        www  all keys from "m" to the last: the run was interrupted
                """,
                ""));
    assertThat(Run.of(verbs, "gaps", "/b", "www").out().lines()).hasSize(1);
  }

  @Test
  void gapsStandInJson() {
    assertThat(Run.of(verbs, "gaps", "/b", "www", "--json").out())
        .isEqualTo(
            """
            {"command":"gaps","result":{"bundle":"/b","commit":2,"gaps":[{"source":"www","scope":"range","key":null,\
            "versionId":null,"attribute":null,"from":"m","to":null,"code":"not-reached","reason":"the run was interrupted"}]},\
            "exitCode":0}
            """);
  }

  @Test
  void statusTellsCommitsTotalsAndWhatIsLeft() {
    assertThat(Run.of(verbs, "status", "/b"))
        .isEqualTo(
            new Run(
                0,
                """
                bundle /b, estate parler: not finished: interrupted

                commit  time                  state     objects    bytes  gaps
                     1  2026-11-22 12:00:00Z  finished        4  4.0 KiB     4
                     2  2026-11-22 12:00:00Z                  4  4.0 KiB     4

                source  kind   objects    bytes  gaps
                media   s3           4  4.0 KiB     3
                www     files        0      0 B     1

                left, not reached yet:
                  not-reached        www  all keys from "m" to the last: the run was interrupted

                Run the same snapshot command again: it goes on from here.
                see what is missing:  ./migrator gaps /b
                check every byte:     ./migrator verify /b
                """,
                ""));
  }

  @Test
  void statusStandsInJson() {
    assertThat(Run.of(verbs, "status", "/b", "--json").out())
        .startsWith(
            """
            {"command":"status","result":{"bundle":"/b","estate":"parler","finished":false,"stopped":"interrupted",\
            "commits":[{"commit":1,"at":"2026-11-22T12:00:00Z","finished":true,"entries":5,"objects":4,"bytes":4096,"gaps":4},\
            """)
        .endsWith(
            """
            "sources":{"media":{"kind":"s3","entries":5,"objects":4,"bytes":4096,"gaps":3,"left":[],"cut":null},\
            "www":{"kind":"files","entries":0,"objects":0,"bytes":0,"gaps":1,\
            "left":[{"from":"m","to":null,"code":"not-reached","reason":"the run was interrupted"}],"cut":null}}},"exitCode":0}
            """);
  }

  private static ScriptedBundle bundle(@Nullable RuntimeException failure) {
    return new ScriptedBundle(
        List.of(commit(1, true, null), commit(2, false, "interrupted")),
        ENTRIES,
        Map.of(1L, HELLO, 2L, HELLO, 4L, HELLO),
        GAPS,
        failure);
  }

  private static Commit commit(long number, boolean finished, @Nullable String stopped) {
    Segment segment = new Segment(KeyRange.ALL, "i", null, 5, 4, 4096, 2, "run", NOON, NOON);
    Gap policy = new Gap("media", new Gap.OfSource("policy"), Gap.Code.FORBIDDEN, "403");
    TreeMap<String, SourceState> sources = new TreeMap<>();
    sources.put("media", new SourceState("s3", null, List.of(segment), List.of(policy)));
    sources.put("www", new SourceState("files", null, List.of(), List.of()));
    return new Commit(
        number,
        "id",
        null,
        "run",
        NOON,
        finished,
        stopped,
        "parler",
        sources,
        new TreeMap<>(),
        1,
        1,
        1,
        1,
        List.of());
  }

  private static Entry object(long ordinal, Key key, String version, boolean latest) {
    Content content =
        new Content(6, Sha256.of(HELLO), SourceProof.NONE, new Member("v", "k", 0, 0));
    return entry(ordinal, listed(key, Kind.OBJECT, version, latest), content, List.of());
  }

  private static Entry entry(
      long ordinal, Listed listed, @Nullable Content content, List<Missing> gaps) {
    return new Entry(ordinal, listed, NoAttributes.INSTANCE, content, null, gaps);
  }

  private static Listed listed(Key key, Kind kind, @Nullable String version, boolean latest) {
    return new Listed(key, kind, version, latest, kind == Kind.OBJECT ? 6 : 0, NOON, "e", null);
  }
}
