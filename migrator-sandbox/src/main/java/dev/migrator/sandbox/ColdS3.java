package dev.migrator.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A bucket `cold` of which objects lie in archives: they are refused until they were asked for and
/// thawed, by a clock of its own. Lists, reads and brings back only; takes any credentials.
public final class ColdS3 extends LoopbackS3 {
  public static final String BUCKET = "cold";

  private static final Pattern TIER = Pattern.compile("<Tier>(\\w+)</Tier>");
  private static final Pattern DAYS = Pattern.compile("<Days>(\\d+)</Days>");

  private final InstantSource clock;
  private final Map<String, Duration> thawTimes;
  private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();
  private final Map<String, Asked> asked = new ConcurrentHashMap<>();
  private final Set<String> refusedTiers = ConcurrentHashMap.newKeySet();
  private final Map<String, Duration> delays = new ConcurrentHashMap<>();
  private final List<String> log = new CopyOnWriteArrayList<>();

  private record Stored(String content, String storageClass, @Nullable String archive) {}

  /// @param days empty for what is brought back for good
  private record Asked(Instant thawed, String days) {
    boolean isGone(Instant now) {
      return !days.isEmpty() && !now.isBefore(expiry());
    }

    Instant expiry() {
      return thawed.plus(Duration.ofDays(Long.parseLong(days)));
    }
  }

  private ColdS3(InstantSource clock, Map<String, Duration> thawTimes) {
    super(0);
    this.clock = clock;
    this.thawTimes = thawTimes;
  }

  /// @param thawTimes by tier (`Bulk`); others are refused
  public static ColdS3 start(InstantSource clock, Map<String, Duration> thawTimes) {
    ColdS3 host = new ColdS3(clock, thawTimes);
    host.serve();
    return host;
  }

  /// @param key of letters, digits, `-`, `/` and `.`
  public void put(String key, String storageClass, String content) {
    boolean frozen = storageClass.equals("GLACIER") || storageClass.equals("DEEP_ARCHIVE");
    objects.put(key, new Stored(content, storageClass, frozen ? storageClass : null));
  }

  /// An object of the class `INTELLIGENT_TIERING`.
  ///
  /// @param status `ARCHIVE_ACCESS` or `DEEP_ARCHIVE_ACCESS`
  public void putTiered(String key, String status, String content) {
    objects.put(key, new Stored(content, "INTELLIGENT_TIERING", status));
  }

  /// From now on this host has no capacity for a tier.
  public void refuse(String tier) {
    refusedTiers.add(tier);
  }

  /// An object that will take longer than its tier says.
  public void delay(String key, Duration by) {
    delays.put(key, by);
  }

  /// The calls on objects in their order: `RESTORE key Bulk 7`, `READ key`.
  public List<String> log() {
    return List.copyOf(log);
  }

  @Override
  void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getRawQuery());
    String key = path.length() > BUCKET.length() + 2 ? path.substring(BUCKET.length() + 2) : "";
    Stored stored = objects.get(key);
    if (key.isEmpty()) {
      ofBucket(exchange, query);
    } else if (stored == null) {
      send(exchange, 404, error("NoSuchKey"));
    } else if (query.startsWith("restore")) {
      restore(exchange, key, stored, body);
    } else if (query.equals("null") || query.startsWith("x-id")) {
      object(exchange, key, stored);
    } else {
      send(exchange, 501, error("NotImplemented"));
    }
  }

  private void ofBucket(HttpExchange exchange, String query) throws IOException {
    if (query.contains("list-type")) {
      list(exchange, query);
    } else if (query.startsWith("intelligent-tiering")) {
      send(
          exchange,
          200,
          "<ListBucketIntelligentTieringConfigurationsOutput><IntelligentTieringConfiguration><Id>all</Id></IntelligentTieringConfiguration></ListBucketIntelligentTieringConfigurationsOutput>");
    } else {
      send(exchange, 501, error("NotImplemented"));
    }
  }

  private void list(HttpExchange exchange, String query) throws IOException {
    Matcher after = Pattern.compile("start-after=([^&]*)").matcher(query);
    String from = after.find() ? after.group(1).replace("%2F", "/") : "";
    StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>false</IsTruncated>");
    objects
        .tailMap(from, false)
        .forEach((key, stored) ->
            xml.append("<Contents><Key>%s</Key>".formatted(key))
                .append("<LastModified>2026-11-22T00:00:00.000Z</LastModified>")
                .append("<ETag>&quot;%s&quot;</ETag>".formatted(etag(stored)))
                .append("<Size>%d</Size>".formatted(stored.content.length()))
                .append(
                    "<StorageClass>%s</StorageClass></Contents>".formatted(stored.storageClass)));
    send(exchange, 200, xml + "</ListBucketResult>");
  }

  private void restore(HttpExchange exchange, String key, Stored stored, String body)
      throws IOException {
    String tier = group(TIER, body);
    String days = group(DAYS, body);
    log.add("RESTORE %s %s %s".formatted(key, tier, days).strip());
    Duration time = thawTimes.get(tier);
    boolean isTiered = stored.storageClass.equals("INTELLIGENT_TIERING");
    if (stored.archive == null) {
      send(exchange, 403, error("InvalidObjectState"));
    } else if (refusedTiers.contains(tier)) {
      send(exchange, 503, error("GlacierExpeditedRetrievalNotAvailable"));
    } else if (time == null || days.isEmpty() != isTiered) {
      send(exchange, 400, error("InvalidArgument"));
    } else if (begin(key, time, days)) {
      send(exchange, 202, "");
    } else if (isReadable(key, stored)) {
      send(exchange, 200, "");
    } else {
      send(exchange, 409, error("RestoreAlreadyInProgress"));
    }
  }

  private boolean begin(String key, Duration time, String days) {
    Instant thawed = clock.instant().plus(time).plus(delays.getOrDefault(key, Duration.ZERO));
    return askedFor(key) == null && asked.putIfAbsent(key, new Asked(thawed, days)) == null;
  }

  /// Forgets the copies whose days are over.
  private @Nullable Asked askedFor(String key) {
    asked.computeIfPresent(key, (_, since) -> since.isGone(clock.instant()) ? null : since);
    return asked.get(key);
  }

  private static String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private boolean isReadable(String key, Stored stored) {
    Asked since = askedFor(key);
    return stored.archive == null || (since != null && !clock.instant().isBefore(since.thawed));
  }

  private void object(HttpExchange exchange, String key, Stored stored) throws IOException {
    boolean isRead = exchange.getRequestMethod().equals("GET");
    tellState(exchange, key, stored);
    if (isRead && !isReadable(key, stored)) {
      send(exchange, 403, error("InvalidObjectState"));
      return;
    }
    if (isRead) {
      log.add("READ " + key);
    }
    send(exchange, 200, stored.content);
  }

  private void tellState(HttpExchange exchange, String key, Stored stored) {
    var headers = exchange.getResponseHeaders();
    Asked since = askedFor(key);
    boolean isTiered = stored.storageClass.equals("INTELLIGENT_TIERING");
    headers.set("ETag", '"' + etag(stored) + '"');
    headers.set("Content-Type", "text/plain");
    headers.set("x-amz-storage-class", stored.storageClass);
    if (isTiered && !isReadable(key, stored)) {
      headers.set("x-amz-archive-status", String.valueOf(stored.archive));
    }
    if (since != null && !isReadable(key, stored)) {
      headers.set("x-amz-restore", "ongoing-request=\"true\"");
    } else if (since != null && !isTiered) {
      String expiry =
          DateTimeFormatter.RFC_1123_DATE_TIME.format(since.expiry().atOffset(ZoneOffset.UTC));
      headers.set(
          "x-amz-restore", "ongoing-request=\"false\", expiry-date=\"%s\"".formatted(expiry));
    }
  }

  private static String etag(Stored stored) {
    return md5(stored.content.getBytes(UTF_8));
  }

  private static String error(String code) {
    return "<Error><Code>%s</Code></Error>".formatted(code);
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    send(exchange, status, text.getBytes(UTF_8));
  }
}
