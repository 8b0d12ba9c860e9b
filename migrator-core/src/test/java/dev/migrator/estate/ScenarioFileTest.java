package dev.migrator.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.UsageException;
import dev.migrator.plan.Work;
import dev.migrator.plan.Work.Nature;
import dev.migrator.simulate.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScenarioFileTest {
  @TempDir private Path folder;

  private Scenario read(String text) throws IOException {
    Path file = folder.resolve("scenario.yaml");
    Files.writeString(file, text);
    return ScenarioFile.read(file);
  }

  @Test
  void theOneOfTheStoryIsAsItIsTold() {
    Scenario story = ScenarioFile.read(Path.of("../docs/scenarios/30-hours.yaml"));
    assertThat(story.deadline()).isEqualTo(Duration.ofHours(30));
    assertThat(story.sources()).hasSize(8);
    assertThat(story.sources().stream().mapToLong(one -> one.work().objects()).sum())
        .isBetween(412_000_000L, 412_001_000L);
    assertThat(story.sources().stream().mapToLong(one -> one.work().bytes()).sum())
        .isBetween(69_000_000_000_000L, 71_000_000_000_000L);
    assertThat(story.outages()).hasSize(2);
  }

  @Test
  void whatIsNotSaidIsTheUsual() throws IOException {
    Scenario scenario =
        read(
            """
            deadline: 1h
            sources:
              a: { objects: 2K, sizes: [1KB, 3KB] }
              b: { database: { tables: 5, bytes: 1GB } }
              c: { objects: 1, bytes: 1B, derived: true }
            """);
    assertThat(scenario.margin()).isEqualTo(Duration.ofSeconds(72));
    assertThat(scenario.capacity().bytesPerSecond()).isEqualTo(125e6);
    Work a = scenario.sources().get(0).work();
    Work b = scenario.sources().get(1).work();
    assertThat(a.bytes()).isEqualTo(4_000_000);
    assertThat(a.value()).isEqualTo(50);
    assertThat(scenario.sources().get(0).sizeVariation()).isEqualTo(0.5);
    assertThat(b.value()).isEqualTo(90);
    assertThat(b.nature()).isEqualTo(Nature.IRREPLACEABLE);
    assertThat(scenario.sources().get(2).work().nature()).isEqualTo(Nature.DERIVED);
  }

  @Test
  void rangesTogetherAreAll() throws IOException {
    Work work =
        read("deadline: 1h\nsources: { a: { objects: 12345, bytes: 987654321B } }")
            .sources()
            .getFirst()
            .work();
    assertThat(work.pieces()).hasSizeGreaterThan(100);
    assertThat(work.objects()).isEqualTo(12_345);
    assertThat(work.bytes()).isEqualTo(987_654_321);
    assertThat(work.pieces().getLast().to()).isEmpty();
  }

  @Test
  void everyProblemIsToldWithItsPlace() {
    assertThatThrownBy(() ->
            read(
                """
                deadline: soon
                workers: 0
                link: 3
                sources:
                  a: { objects: many, bytes: 1GB, valeu: 3 }
                  b: { objects: 1 }
                outages: [ { at: 1h, for: 1m, source: c } ]
                """))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("scenario.yaml:1:11: bad value \"soon\" for \"deadline\"")
        .hasMessageContaining("scenario.yaml:2:10: \"0\" for \"workers\" is out of range")
        .hasMessageContaining("scenario.yaml:3:7: bad value \"3\" for \"link\"")
        .hasMessageContaining("unknown key \"valeu\"")
        .hasMessageContaining("\"bytes\" is missing")
        .hasMessageContaining("there is no source \"c\"");
  }
}
