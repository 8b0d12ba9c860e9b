package dev.migrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulateCommandTest {
  private static final String SOURCES =
      """
      workers: 16
      link: 100Mbit/s
      sources:
        posts: { database: { tables: 20, bytes: 1GB } }
        media: { objects: 100K, bytes: 40GB, value: 60 }
        thumbs: { objects: 100K, bytes: 1GB, derived: true }
      """;

  @TempDir private Path folder;

  private Run simulate(String deadline, String... options) throws IOException {
    return Run.ofFile(folder, "simulate", "deadline: " + deadline + "\n" + SOURCES, options);
  }

  @Test
  void whereAllFitsThatIsSaidAndTheCodeIsZero() throws IOException {
    Run run = simulate("10h");
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("all fits before the deadline in 10 h 0 min");
  }

  @Test
  void whereItDoesNotThePageSaysWhatIsLeftAndWhatItWouldTake() throws IOException {
    Run run = simulate("30m");
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .startsWith("not all fits before the deadline in 30 min")
        .contains("posts", "before all else: small, and cannot be made again")
        .contains("thumbs: 100,000 objects")
        .contains("all would fit, at P95, with one of these:\n  a link of ")
        .contains("the simulated run, seed 1: ended after");
  }

  @Test
  void theSameStandsInJson() throws IOException {
    JsonNode json = new JsonMapper().readTree(simulate("30m", "--json").out());
    assertThat(json.path("exitCode").asInt()).isEqualTo(3);
    JsonNode plan = json.path("result");
    assertThat(plan.path("fits").asBoolean(true)).isFalse();
    assertThat(plan.hasNonNull("p50End")).isTrue();
    JsonNode thumbs = plan.path("sources").get(2);
    assertThat(thumbs.path("name").asText()).isEqualTo("thumbs");
    assertThat(thumbs.path("notFitting").get(0).path("objects").asLong()).isEqualTo(100_000);
  }

  @Test
  void aWrongFileIsWrongUsage() throws IOException {
    assertThat(simulate("never").code()).isEqualTo(2);
  }
}
