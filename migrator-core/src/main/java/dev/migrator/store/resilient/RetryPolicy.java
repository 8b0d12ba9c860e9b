package dev.migrator.store.resilient;

import java.time.Duration;

/// How long and how often failed calls are tried again.
///
/// @param firstDelay longest wait before the first retry; doubles with each
/// @param maxDelay where the doubling ends
/// @param limit time after the first failure without any progress until a call fails for good
/// @param retriesPerSecond most retries of one host, on average
/// @param burst retries of one host that may be made at once
/// @param minBytesPerSecond a body slower than this over `stallWindow` counts as broken
/// @param stallWindow time spent reading over which the rate of a body is judged
public record RetryPolicy(
    Duration firstDelay,
    Duration maxDelay,
    Duration limit,
    double retriesPerSecond,
    int burst,
    long minBytesPerSecond,
    Duration stallWindow) {

  public static final RetryPolicy DEFAULT =
      new RetryPolicy(
          Duration.ofMillis(100),
          Duration.ofSeconds(15),
          Duration.ofMinutes(2),
          20,
          100,
          1024,
          Duration.ofSeconds(30));
}
