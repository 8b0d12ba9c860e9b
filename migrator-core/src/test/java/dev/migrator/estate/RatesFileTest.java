package dev.migrator.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.UsageException;
import dev.migrator.plan.Rates;
import dev.migrator.plan.Work;
import dev.migrator.plan.Work.Nature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RatesFileTest {
  @TempDir private Path folder;
  private Estate estate;

  @BeforeEach
  void anEstate() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("estate.yaml"),
            """
            estate: e
            sources:
              media: { value: 20, s3: { bucket: media } }
              thumbnails: { derived: true, files: { path: t } }
              posts: { postgres: { url: "postgresql://reader@db/posts" } }
            """);
    estate = EstateFile.read(file, Map.of());
  }

  private SortedMap<String, Work> read(String text) throws IOException {
    return RatesFile.read(Files.writeString(folder.resolve("rates.yaml"), text), estate);
  }

  @Test
  void figuresAreReadAsInAScenarioAndTheEstateSaysWhatASourceIsWorth() throws IOException {
    SortedMap<String, Work> given =
        read(
            """
            sources:
              media: { objects: 2K, sizes: [1KB, 3KB], per-object: 10ms, connections: 8 }
              thumbnails: { objects: 1M, bytes: 5GB }
              posts: { database: { tables: 5, bytes: 1GB, per-connection: 10MB/s } }
            """);

    assertThat(given).containsOnlyKeys("media", "posts", "thumbnails");
    Work media = given.get("media");
    assertThat(media.objects()).isEqualTo(2_000);
    assertThat(media.bytes()).isEqualTo(4_000_000);
    assertThat(media.rates())
        .isEqualTo(new Rates(0.01, 1 / 40e6, 0.2, 8, Double.POSITIVE_INFINITY));
    assertThat(given.values()).extracting(Work::value).containsExactly(20, 90, 50);
    assertThat(given.values())
        .extracting(Work::nature)
        .containsExactly(Nature.USUAL, Nature.IRREPLACEABLE, Nature.DERIVED);
  }

  @Test
  void everyProblemIsToldOnceWithItsPlace() {
    assertThatThrownBy(() ->
            read(
                """
                sources:
                  medias: { objects: 1, bytes: 1B }
                  media: { database: { tables: 1, bytes: 1GB } }
                  posts: { objects: 1, bytes: 1GB }
                  thumbnails: { objects: 1, objects: 2, bytes: 1, value: 3 }
                """))
        .isInstanceOfSatisfying(
            UsageException.class,
            e -> assertThat(e.hint()).contains("docs/deadline.md", "worth stands in the estate"))
        .hasMessageContainingAll(
            "rates.yaml has 6 problems",
            "rates.yaml:2:3: the estate has no source \"medias\"; did you mean \"media\"?",
            "rates.yaml:3:3: \"media\" is no database in the estate; leave out \"database\"",
            "rates.yaml:4:3: \"posts\" is a database in the estate; write its figures below",
            "rates.yaml:5:29: \"objects\" stands twice",
            "rates.yaml:5:48: bad value \"1\" for \"bytes\"",
            "rates.yaml:5:51: unknown key \"value\" in \"thumbnails\"");
  }

  @Test
  void aFileWithoutSourcesIsRefused() {
    assertThatThrownBy(() -> read("deadline: 1h"))
        .hasMessageContainingAll("unknown key \"deadline\"", "\"sources\" is missing");
    assertThatThrownBy(() -> read("sources: {}")).hasMessageContaining("names no source");
    assertThatThrownBy(() -> read("- media")).hasMessageContaining("must be a mapping");
    assertThatThrownBy(() -> RatesFile.read(folder.resolve("none.yaml"), estate))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("there is no file");
  }

  @Test
  void theVariablesOfSourcesThatAreNotReachedNeedNotBeSet() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("secret.yaml"),
            """
            estate: e
            sources:
              posts: { postgres: { url: "postgresql://reader@db/posts", password: "${PW}" } }
              cache: { redis: { url: "redis://:${CACHE_PW}@cache" } }
            """);

    assertThat(EstateFile.read(file, Map.of(), _ -> false).names())
        .containsExactly("cache", "posts");
    assertThatThrownBy(() -> EstateFile.read(file, Map.of(), "cache"::equals))
        .hasMessageContaining("CACHE_PW is not set")
        .hasMessageNotContaining("variable PW");
  }
}
