package dev.migrator.discover;

import dev.migrator.store.account.BucketSize;
import java.util.Locale;
import java.util.regex.Pattern;

/// How much a source is taken to be worth until people say it: what cannot be made again and is
/// small comes first.
final class Worth {
  static final int OF_THE_ACCOUNT = 95;
  static final int OF_DATABASES = 90;

  /// Often a cache, but not always.
  static final int OF_REDIS = 70;

  private static final int OF_CONFIGURATION = 80;
  private static final int OF_BUCKETS = 50;
  private static final int OF_VAST_BUCKETS = 40;
  private static final int OF_LOGS = 20;
  private static final int OF_DERIVED = 10;

  private static final long VAST_BYTES = 10_000_000_000_000L;

  private static final Pattern DERIVED =
      words(
          "cache",
          "caches",
          "thumb",
          "thumbs",
          "thumbnail",
          "thumbnails",
          "tmp",
          "temp",
          "transcoded");
  private static final Pattern LOGS =
      words(
          "log",
          "logs",
          "logging",
          "accesslogs",
          "cloudtrail",
          "metrics",
          "inventory",
          "athena",
          "results");
  private static final Pattern CONFIGURATION =
      words(
          "config", "configs", "configuration", "terraform", "tfstate", "state", "keys", "secrets");

  private Worth() {}

  private static Pattern words(String... words) {
    return Pattern.compile("(^|[^a-z])(" + String.join("|", words) + ")([^a-z]|$)");
  }

  static int ofBucket(String name, BucketSize size) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (DERIVED.matcher(lower).find()) {
      return OF_DERIVED;
    }
    if (LOGS.matcher(lower).find()) {
      return OF_LOGS;
    }
    if (CONFIGURATION.matcher(lower).find()) {
      return OF_CONFIGURATION;
    }
    return size.bytes() > VAST_BYTES ? OF_VAST_BUCKETS : OF_BUCKETS;
  }
}
