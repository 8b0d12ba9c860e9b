package dev.migrator.store.account;

import dev.migrator.aws.Parallel;
import dev.migrator.store.account.BucketSize.How;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/// How much buckets hold: by the daily metrics of CloudWatch where there are any (Amazon S3,
/// "Metrics and dimensions"), else by a listing of their first keys.
final class BucketSizes {
  private static final String SIZE = "BucketSizeBytes";
  private static final String COUNT = "NumberOfObjects";
  private static final int PAGES_OF_A_SAMPLE = 10;
  private static final int QUERIES_IN_A_CALL = 500;
  private static final int DAY_SECONDS = 86_400;

  /// A metric of the day may take two to appear.
  private static final Duration LOOKING_BACK = Duration.ofDays(4);

  private final Account account;
  private final ReadingWatcher watcher;
  private final List<NotRead> notRead;
  private final Map<String, BucketSize> sizes = new ConcurrentHashMap<>();

  private BucketSizes(Account account, ReadingWatcher watcher, List<NotRead> notRead) {
    this.account = account;
    this.watcher = watcher;
    this.notRead = notRead;
  }

  /// @param notRead gets what did not answer; the size is unknown then, or sampled
  static Map<String, BucketSize> of(
      Collection<Resource> buckets,
      Account account,
      ReadingWatcher watcher,
      List<NotRead> notRead) {
    BucketSizes measured = new BucketSizes(account, watcher, notRead);
    Set<String> regions = buckets.stream().map(BucketSizes::region).collect(Collectors.toSet());
    watcher.toAsk(regions.size());
    regions.forEach(region -> measured.measure(account.place(region)));
    List<Resource> others =
        buckets.stream().filter(one -> !measured.sizes.containsKey(one.name())).toList();
    watcher.toAsk(others.size());
    Parallel.map(others, measured::sample).stream().filter(Objects::nonNull).forEach(notRead::add);
    return measured.sizes;
  }

  static String region(Resource bucket) {
    return bucket.json().path("BucketRegion").asText("us-east-1");
  }

  private void measure(Place place) {
    try (CloudWatchClient client = place.open(CloudWatchClient.builder())) {
      Map<String, List<Metric>> sizeMetrics = metrics(client, SIZE);
      Map<String, Long> bytes = latest(client, sizeMetrics);
      Map<String, Long> objects = latest(client, metrics(client, COUNT));
      bytes.forEach((bucket, size) ->
          sizes.put(bucket, new BucketSize(objects.getOrDefault(bucket, 0L), size, How.MEASURED)));
    } catch (SdkException e) {
      NotRead refused = Refusals.of("cloudwatch/metrics", "monitoring", place, e);
      notRead.add(refused);
    } finally {
      watcher.answered();
    }
  }

  /// By bucket; of sizes there is a metric for each storage class.
  private static Map<String, List<Metric>> metrics(CloudWatchClient client, String name) {
    return client
        .listMetricsPaginator(r -> r.namespace("AWS/S3").metricName(name))
        .metrics()
        .stream()
        .filter(metric -> !bucket(metric).isEmpty())
        .collect(Collectors.groupingBy(BucketSizes::bucket));
  }

  private static String bucket(Metric metric) {
    return metric.dimensions().stream()
        .filter(dimension -> dimension.name().equals("BucketName"))
        .map(Dimension::value)
        .findFirst()
        .orElse("");
  }

  /// The last value of each metric, added up by bucket.
  private static Map<String, Long> latest(
      CloudWatchClient client, Map<String, List<Metric>> metrics) {
    List<Metric> all = metrics.values().stream().flatMap(List::stream).toList();
    Map<String, Long> sums = new ConcurrentHashMap<>();
    for (int from = 0; from < all.size(); from += QUERIES_IN_A_CALL) {
      List<Metric> some = all.subList(from, Math.min(all.size(), from + QUERIES_IN_A_CALL));
      for (MetricDataResult result : data(client, some)) {
        if (result.hasValues() && !result.values().isEmpty()) {
          Metric metric = some.get(Integer.parseInt(result.id().substring(1)));
          sums.merge(bucket(metric), Math.round(result.values().getFirst()), Long::sum);
        }
      }
    }
    return sums;
  }

  private static List<MetricDataResult> data(CloudWatchClient client, List<Metric> metrics) {
    List<MetricDataQuery> queries = new ArrayList<>();
    for (Metric metric : metrics) {
      String id = "m" + queries.size();
      queries.add(
          MetricDataQuery.builder()
              .id(id)
              .metricStat(stat -> stat.metric(metric).period(DAY_SECONDS).stat("Average"))
              .build());
    }
    Instant now = Instant.now();
    return client
        .getMetricDataPaginator(r ->
            r.metricDataQueries(queries)
                .startTime(now.minus(LOOKING_BACK))
                .endTime(now)
                .scanBy("TimestampDescending"))
        .metricDataResults()
        .stream()
        .toList();
  }

  /// @return why not; null where there was an answer
  private @Nullable NotRead sample(Resource bucket) {
    Place place = account.place(region(bucket));
    try (S3Client client = place.open(S3Client.builder().forcePathStyle(true))) {
      sizes.put(bucket.name(), sample(client, bucket.name()));
      return null;
    } catch (SdkException e) {
      sizes.put(bucket.name(), BucketSize.UNKNOWN);
      return Refusals.of("s3/buckets: ListObjectsV2 of " + bucket.name(), "s3", place, e);
    } finally {
      watcher.answered();
    }
  }

  private static BucketSize sample(S3Client client, String bucket) {
    long objects = 0;
    long bytes = 0;
    int pages = 0;
    for (ListObjectsV2Response page : client.listObjectsV2Paginator(r -> r.bucket(bucket))) {
      objects += page.contents().size();
      bytes += page.contents().stream().mapToLong(object -> object.size()).sum();
      pages++;
      if (pages == PAGES_OF_A_SAMPLE && Boolean.TRUE.equals(page.isTruncated())) {
        return new BucketSize(objects, bytes, How.SAMPLED);
      }
    }
    return new BucketSize(objects, bytes, How.COUNTED);
  }
}
