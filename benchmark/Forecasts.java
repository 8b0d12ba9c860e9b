import dev.migrator.Migrator;
import dev.migrator.engine.Deadline;
import dev.migrator.engine.Outlook;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.estate.Estate;
import dev.migrator.model.Key;
import dev.migrator.sandbox.SyntheticS3;
import dev.migrator.snapshot.SnapshotRequest;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// How forecasts hold against real runs: hosts of different shape, each with limits of its own. Of
/// each run the forecast at 25 % of its work is kept, and compared with when it really ended.
///
///     forecasts RUNS SEED
final class Forecasts {
  private static final double QUARTER = 0.25;

  private record Shape(int objects, int meanBytes, double spread, SyntheticS3.Limits limits, int requests) {
    @Override
    public String toString() {
      return "%,d objects of %,d bytes, spread %.1f, %,.0f requests/s, %,.1f MB/s, latency %d ms, %d at a time"
          .formatted(
              objects,
              meanBytes,
              spread,
              limits.requestsPerSecond(),
              limits.bytesPerSecond() / 1e6,
              limits.latency().toMillis(),
              requests);
    }
  }

  private record Held(double p05, double p50, double p95, double end) {
    boolean isIn() {
      return p05 <= end && end <= p95;
    }
  }

  public static void main(String[] arguments) throws Exception {
    int runs = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    Random random = new Random(seed);
    List<Held> all = new ArrayList<>();
    System.out.println("seed " + seed + "; seconds after 25 % of the work: P05, P50, P95 foretold, then the end");
    for (int run = 1; run <= runs; run++) {
      Shape shape = shape(random);
      Held held = run(shape);
      all.add(held);
      System.out.printf(
          Locale.ROOT,
          "%2d  %5.1f %5.1f %5.1f  %5.1f  %s  %s%n",
          run,
          held.p05,
          held.p50,
          held.p95,
          held.end,
          held.isIn() ? "in " : "OUT",
          shape);
    }
    System.out.println(all.stream().filter(Held::isIn).count() + " of " + runs + " within the band");
  }

  /// Of some twenty seconds.
  private static Shape shape(Random random) {
    double seconds = 16 + 10 * random.nextDouble();
    int meanBytes = (int) Math.exp(Math.log(500) + random.nextDouble() * Math.log(2000));
    double spread = random.nextBoolean() ? 0 : 1.5;
    int requests = List.of(4, 8, 16, 32).get(random.nextInt(4));
    Duration latency = Duration.ofMillis(2 + random.nextInt(20));
    double byLatency = requests / (latency.toMillis() / 1e3 + 0.002);
    double perSecond = Math.min(1500, byLatency);
    double requestLimit =
        random.nextBoolean() ? perSecond * (0.3 + 0.5 * random.nextDouble()) : Double.POSITIVE_INFINITY;
    double rate = Math.min(perSecond, requestLimit);
    double byteLimit =
        random.nextBoolean() ? rate * meanBytes * (0.2 + 0.6 * random.nextDouble()) : 60e6;
    int objects = (int) Math.max(200, seconds * Math.min(rate, byteLimit / meanBytes));
    SyntheticS3.Limits limits =
        new SyntheticS3.Limits(
            index -> size(index, meanBytes, spread), requestLimit, byteLimit, latency);
    return new Shape(objects, meanBytes, spread, limits, requests);
  }

  /// Lognormal around the mean; the same for the same number.
  private static long size(long index, int meanBytes, double spread) {
    if (spread == 0) {
      return Math.max(17, meanBytes);
    }
    double normal = new SplittableRandom(index).nextGaussian();
    return (long) Math.clamp(meanBytes * Math.exp(spread * normal - spread * spread / 2), 17, 50e6);
  }

  private static Held run(Shape shape) throws Exception {
    Path folder = Files.createTempDirectory("forecasts");
    try (SyntheticS3 host = SyntheticS3.start(shape.objects, shape.limits)) {
      Progress progress = new Progress();
      Instant began = Instant.now();
      CompletableFuture<Instant> end =
          CompletableFuture.supplyAsync(() -> {
            new Migrator().snapshot(request(host, folder, shape), progress, new StopSignal());
            return Instant.now();
          });
      Outlook seen = null;
      Instant at = began;
      while (!end.isDone()) {
        Progress.View now = progress.view();
        if (seen == null && isAQuarter(now)) {
          seen = now.outlook().orElse(null);
          at = Instant.now();
        }
        Thread.sleep(20);
      }
      if (seen == null) {
        throw new IllegalStateException("no forecast at 25 %: " + shape);
      }
      return new Held(
          since(at, seen.p05End()), since(at, seen.p50End()), since(at, seen.p95End()), since(at, end.get()));
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static boolean isAQuarter(Progress.View now) {
    double objects = (double) now.objects() / Math.max(1, now.expectedObjects());
    double bytes = (double) now.bytes() / Math.max(1, now.expectedBytes());
    return now.outlook().map(Outlook::isWhole).orElse(false) && (objects + bytes) / 2 >= QUARTER;
  }

  private static double since(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }

  private static SnapshotRequest request(SyntheticS3 host, Path folder, Shape shape) {
    TreeMap<String, StoreAddress> sources = new TreeMap<>();
    sources.put(
        "media",
        new S3Address(
            SyntheticS3.BUCKET,
            host.region(),
            host.endpoint(),
            true,
            Key.of(""),
            true,
            new StaticCredentials(host.accessKeyId(), host.secretAccessKey(), null)));
    Deadline deadline = new Deadline(Instant.now().plus(Duration.ofHours(1)), Duration.ofMinutes(1));
    return new SnapshotRequest(
        new Estate("forecasts", sources, OptionalLong.empty()),
        new FilesAddress(folder.resolve("bundle").toString()),
        Math.min(4, shape.requests),
        shape.requests,
        Optional.of(deadline));
  }
}
