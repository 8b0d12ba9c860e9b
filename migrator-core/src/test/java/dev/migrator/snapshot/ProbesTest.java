package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.Migrator;
import dev.migrator.engine.Deadline;
import dev.migrator.engine.StopSignal;
import dev.migrator.estate.Estate;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.model.Key;
import dev.migrator.plan.Forecast.OfSource;
import dev.migrator.sandbox.SyntheticS3;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A plan of real sources: a folder, a slow host, and one that is not there.
@Timeout(120)
final class ProbesTest {
  private static final int OBJECTS = 20_000;
  private static final double PER_SECOND = 200;

  @TempDir private Path folder;

  private static S3Address bucket(SyntheticS3 host, String name) {
    return new S3Address(
        name,
        host.region(),
        host.endpoint(),
        true,
        Key.of(""),
        false,
        new StaticCredentials(host.accessKeyId(), host.secretAccessKey(), null));
  }

  private PlanRequest request(TreeMap<String, StoreAddress> sources, Duration left) {
    return new PlanRequest(
        new Estate("test", sources, OptionalLong.empty()),
        Optional.of(new FilesAddress(folder.resolve("bundle").toString())),
        4,
        16,
        new Deadline(Instant.now().plus(left), Duration.ZERO),
        OptionalDouble.empty());
  }

  @Test
  void eachSourceIsMeasuredAndCountedAndTheProbeLeavesNothing() throws IOException {
    Path www = Files.createDirectory(folder.resolve("www"));
    Files.writeString(www.resolve("index.html"), "hello");
    TreeMap<String, StoreAddress> sources = new TreeMap<>();
    sources.put("www", new FilesAddress(www.toString()));
    sources.put("gone", new FilesAddress(folder.resolve("gone").toString()));
    List<String> told = new ArrayList<>();
    try (SyntheticS3 host = SyntheticS3.start(OBJECTS, SyntheticS3.Limits.requests(PER_SECOND))) {
      sources.put("media", bucket(host, SyntheticS3.BUCKET));

      PlanResult plan =
          new Migrator().plan(request(sources, Duration.ofMinutes(1)), told::add, new StopSignal());

      assertThat(plan.fits()).isFalse();
      assertThat(plan.uncounted()).isEmpty();
      assertThat(plan.silent()).extracting(Measured.Silent::source).containsExactly("gone");
      assertThat(plan.forecast().sources())
          .extracting(OfSource::source, OfSource::objects, OfSource::fits)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("www", 1L, true),
              org.assertj.core.groups.Tuple.tuple("media", (long) OBJECTS, false));
      assertThat(plan.forecast().p50End().toSeconds())
          .isBetween((long) (OBJECTS / PER_SECOND / 2), (long) (OBJECTS / PER_SECOND * 4));
      assertThat(plan.forecast().remedies()).isNotEmpty();
    }
    assertThat(told).containsExactly("measuring gone", "measuring media", "measuring www");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("www");
    }
  }
}
