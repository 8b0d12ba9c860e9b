package dev.migrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrator.Migrator;
import dev.migrator.cli.run.FrontDoor;
import dev.migrator.engine.Deadline;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.plan.Capacity;
import dev.migrator.plan.Piece;
import dev.migrator.plan.Planner;
import dev.migrator.plan.Price;
import dev.migrator.plan.Rates;
import dev.migrator.plan.Work;
import dev.migrator.plan.Work.Nature;
import dev.migrator.snapshot.Measured;
import dev.migrator.snapshot.PlanRequest;
import dev.migrator.snapshot.PlanResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-25T06:00:00Z");

  /// Nobody answers at any of its addresses, and no secret is there.
  private static final String ESTATE =
      """
      estate: e
      sources:
        posts: { postgres: { url: "postgresql://reader@127.0.0.1:1/posts", password: "${PW}" } }
        media:
          s3:
            bucket: media
            endpoint: http://127.0.0.1:1
            credentials: { access-key-id: "${ID}", secret-access-key: "${KEY}" }
        www: { files: { path: www } }
      """;

  private static final String RATES =
      """
      sources:
        posts: { database: { tables: 12, bytes: 40GB } }
        media: { objects: 3M, bytes: 2TB, connections: 64 }
      """;

  @TempDir private Path folder;

  private final ScriptedVerbs verbs = new ScriptedVerbs();

  private static PlanResult result(Duration left, Measured.Silent... silent) {
    Rates rates = new Rates(0.01, 0, 0.2, 4, Double.POSITIVE_INFINITY);
    Work media =
        new Work(
            "media",
            Nature.USUAL,
            50,
            rates,
            List.of(new Piece("", "m", 5_000, 5_000), new Piece("m", "", 5_000, 5_000)));
    Capacity capacity = Capacity.unlimited(4);
    Planner planner = new Planner(List.of(media), capacity, left);
    return new PlanResult(
        NOW,
        new Deadline(NOW.plus(left), Duration.ZERO),
        capacity,
        planner.plan(_ -> new Price(0.001, 0)),
        planner.queue(),
        List.of(),
        List.of("media"),
        List.of("media"),
        List.of(silent));
  }

  private Run plan(PlanResult result, String... options) {
    verbs.answering(result);
    String[] words = new String[options.length + 4];
    System.arraycopy(options, 0, words, 4, options.length);
    words[0] = "plan";
    words[1] = "/srv/www";
    words[2] = "--deadline";
    words[3] = "+30h";
    return Run.of(verbs, words);
  }

  @Test
  void whereAllFitsTheCodeIsZero() {
    Run run = plan(result(Duration.ofHours(1)));

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .startsWith("all fits before the deadline 2026-11-25 07:00:00Z, in 60 min (margin 0 s)")
        .contains("cost of all: 10.00")
        .contains("not counted to the end, there is more: media");
    assertThat(((PlanRequest) verbs.asked.getFirst()).requestsInFlight()).isEqualTo(32);
  }

  @Test
  void whatDoesNotFitIsNamedByItsRange() {
    Run run = plan(result(Duration.ofSeconds(20)));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .startsWith("not all fits")
        .contains("from m to the end: 5,000 objects")
        .contains("all would fit, at P95, with one of these:\n  a deadline 16 s later");
  }

  @Test
  void aSourceThatDoesNotAnswerIsNamedAndTheCodeIsThree() {
    StoreException no = new StoreException(Reason.UNAVAILABLE, "no answer", "Look.", null);
    Run run = plan(result(Duration.ofHours(1), new Measured.Silent("posts", no)));

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).contains("not measured: posts: no answer\n  Look.");
  }

  @Test
  void explainedTheQueueIsShownPieceByPiece() {
    assertThat(plan(result(Duration.ofHours(1))).out()).doesNotContain("the queue:");
    assertThat(plan(result(Duration.ofHours(1)), "--explain").out())
        .contains("the queue:")
        .contains("2  media");
  }

  @Test
  void inJsonEndsAreInstantsAndRangesStandBelowTheirSource() throws IOException {
    Run run = plan(result(Duration.ofSeconds(20)), "--json");

    JsonNode plan = new JsonMapper().readTree(run.out()).path("result");
    assertThat(plan.path("deadline").asText()).isEqualTo("2026-11-25T06:00:20Z");
    assertThat(plan.path("p50End").asText()).startsWith("2026-11-25T06:00:25");
    JsonNode media = plan.path("sources").get(0);
    assertThat(media.path("fits").asBoolean(true)).isFalse();
    assertThat(media.path("notFitting").get(0).path("from").asText()).isEqualTo("m");
    assertThat(plan.path("queue")).hasSize(2);
  }

  private Run planOnPaper(String rates, String... options) throws IOException {
    List<String> words = new ArrayList<>();
    words.add("plan");
    words.add(Files.writeString(folder.resolve("estate.yaml"), ESTATE).toString());
    words.addAll(List.of("--deadline", Instant.now().plus(Duration.ofHours(30)).toString()));
    words.addAll(List.of("--bundle", folder.resolve("no/b").toString()));
    words.add("--rates");
    words.add(Files.writeString(folder.resolve("rates.yaml"), rates).toString());
    words.addAll(List.of(options));
    return Run.of(new FrontDoor(new Migrator()), words.toArray(String[]::new));
  }

  @Test
  void whereAllIsGivenNobodyIsAskedAndNothingIsWritten() throws IOException {
    Run run = planOnPaper(RATES + "  www: { objects: 10, bytes: 1MB }\n");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("all fits")
        .containsPattern("media +50 +3,000,000 +1.8 TiB")
        .contains("figures given, not measured: media, posts, www\n")
        .contains("as if no link were in its way: give --link")
        .doesNotContain("figures measured");
    assertThat(folder).isDirectoryNotContaining("glob:**/no");
  }

  @Test
  void aLinkThatIsGivenIsSharedByWhatIsGiven() throws IOException {
    Run run = planOnPaper(RATES + "  www: { objects: 10, bytes: 1MB }\n", "--link", "100Mbit/s");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).startsWith("not all fits").doesNotContain("give --link");
  }

  @Test
  void whatIsNotGivenIsMeasured() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("www")).resolve("a"), "12345");

    Run run = planOnPaper(RATES, "--json");

    assertThat(run.code()).isZero();
    JsonNode plan = new JsonMapper().readTree(run.out()).path("result");
    assertThat(plan.path("given")).extracting(JsonNode::asText).containsExactly("media", "posts");
    assertThat(plan.path("measured")).extracting(JsonNode::asText).containsExactly("www");
    assertThat(plan.path("silent")).isEmpty();
    assertThat(planOnPaper(RATES).out()).contains("figures measured: www\n");
  }

  @Test
  void wrongRatesAreRefusedBeforeAnybodyIsAskedAndBeforeASecretIsMissed() throws IOException {
    Run run = planOnPaper(RATES.replace("media", "medias").replace("2TB", "2"));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("the estate has no source \"medias\"; did you mean \"media\"?")
        .contains("\nhint: Correct the rates;")
        .doesNotContain("KEY");
  }

  @Test
  void secretsOfWhatIsMeasuredAreNeeded() throws IOException {
    Run run = planOnPaper("sources:\n  posts: { database: { tables: 12, bytes: 40GB } }\n");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("variable KEY is not set").doesNotContain("PW");
  }

  @Test
  void aLinkThatIsNoneAndAMissingDeadlineAreRefused() {
    Run link = plan(result(Duration.ofHours(1)), "--link", "fast");
    assertThat(link.code()).isEqualTo(2);
    assertThat(link.err()).contains("fast is no rate of a link");
    Run none = Run.of(verbs, "plan", "/srv/www");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("a plan needs a deadline");
  }
}
