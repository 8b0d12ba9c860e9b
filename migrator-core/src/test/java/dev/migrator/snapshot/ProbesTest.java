package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.migrator.Migrator;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseOpener;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.MemoryDatabase;
import dev.migrator.database.OpenCut;
import dev.migrator.database.PatientCalls;
import dev.migrator.database.TableFilter;
import dev.migrator.engine.Deadline;
import dev.migrator.engine.StopSignal;
import dev.migrator.estate.Estate;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.model.Key;
import dev.migrator.plan.Forecast.OfSource;
import dev.migrator.plan.Piece;
import dev.migrator.sandbox.SyntheticS3;
import dev.migrator.store.NoStores;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.resilient.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
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
        OptionalDouble.empty(),
        new TreeMap<>());
  }

  /// A database whose schema takes long to read.
  private record Slow(DatabaseSource database, Duration opening) implements DatabaseOpener {
    @Override
    public DatabaseSource openSource(DatabaseAddress address, PatientCalls calls) {
      return new DatabaseSource() {
        @Override
        public String label() {
          return database.label();
        }

        @Override
        public void greet() {
          database.greet();
        }

        @Override
        public OpenCut open(int readers) {
          LockSupport.parkNanos(opening.toNanos());
          return database.open(readers);
        }

        @Override
        public void close() {
          database.close();
        }
      };
    }

    @Override
    public DatabaseTarget openTarget(DatabaseAddress address, String kind, PatientCalls calls) {
      throw new UnsupportedOperationException("nothing is restored");
    }
  }

  @Test
  void theTimeOfADatabaseCountsFromWhenItsSchemaIsRead() {
    MemoryDatabase database = new MemoryDatabase();
    database.insert("public.posts", "one");
    PostgresAddress address =
        new PostgresAddress("h", 1, "d", "u", null, Map.of(), null, TableFilter.ALL);
    PlanRequest request =
        new PlanRequest(
            new Estate(
                "test",
                new TreeMap<>(),
                new TreeMap<>(Map.of("db", address)),
                OptionalLong.empty()),
            Optional.empty(),
            4,
            4,
            new Deadline(Instant.now().plus(Duration.ofHours(1)), Duration.ZERO),
            OptionalDouble.empty(),
            new TreeMap<>());
    Openers openers =
        new Openers(NoStores.INSTANCE, new Slow(database.source(), Duration.ofSeconds(5)));
    Snapshots snapshots = new Snapshots(openers, RetryPolicy.DEFAULT, Clock.systemUTC());
    try (DirectoryStore scratch = new DirectoryStore(folder)) {
      Probes probes = new Probes(snapshots, Clock.systemUTC(), scratch, request, new StopSignal());

      Measured measured = probes.measure("db");

      assertThat(measured).isInstanceOf(Measured.Known.class);
      assertThat(((Measured.Known) measured).work().pieces())
          .extracting(Piece::from)
          .containsExactly("public.posts");
    }
  }

  @Test
  void eachSourceIsMeasuredAndCountedAndTheProbeLeavesNothing() throws IOException {
    Path www = Files.createDirectory(folder.resolve("www"));
    Files.writeString(www.resolve("index.html"), "hello");
    TreeMap<String, StoreAddress> sources = new TreeMap<>();
    sources.put("www", new FilesAddress(www.toString()));
    sources.put("a-gone", new FilesAddress(folder.resolve("gone").toString()));
    sources.put("z-gone", new FilesAddress(folder.resolve("gone").toString()));
    List<String> told = new ArrayList<>();
    try (SyntheticS3 host = SyntheticS3.start(OBJECTS, SyntheticS3.Limits.requests(PER_SECOND))) {
      sources.put("media", bucket(host, SyntheticS3.BUCKET));

      PlanResult plan =
          new Migrator().plan(request(sources, Duration.ofMinutes(1)), told::add, new StopSignal());

      assertThat(plan.fits()).isFalse();
      assertThat(plan.uncounted()).isEmpty();
      assertThat(plan.silent())
          .extracting(Measured.Silent::source)
          .containsExactly("a-gone", "z-gone");
      assertThat(plan.forecast().sources())
          .extracting(OfSource::source, OfSource::objects, OfSource::fits)
          .containsExactlyInAnyOrder(tuple("www", 1L, true), tuple("media", (long) OBJECTS, false));
      assertThat(plan.forecast().p50End().toSeconds())
          .isBetween((long) (OBJECTS / PER_SECOND / 2), (long) (OBJECTS / PER_SECOND * 4));
      assertThat(plan.forecast().remedies()).isNotEmpty();
    }
    assertThat(told)
        .containsExactly(
            "measuring a-gone", "measuring media", "measuring www", "measuring z-gone");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(Path::getFileName).map(Path::toString)).containsExactly("www");
    }
  }
}
