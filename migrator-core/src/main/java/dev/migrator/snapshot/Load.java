package dev.migrator.snapshot;

import dev.migrator.model.Listed;
import java.time.Duration;

/// How much a unit has taken on since it began or was last split: too little is not worth the files
/// that another worker would make of its half. Not for several threads.
final class Load {
  private static final int HEAVY_KEYS = 2_000;
  private static final long HEAVY_BYTES = 32L << 20;
  private static final long HEAVY_MILLIS = Duration.ofSeconds(2).toMillis();

  private int keys;
  private long bytes;
  private long sinceMillis;

  Load(long nowMillis) {
    sinceMillis = nowMillis;
  }

  void add(Listed listed) {
    keys++;
    bytes += listed.sizeBytes();
  }

  boolean isHeavy(long nowMillis) {
    return keys >= HEAVY_KEYS || bytes >= HEAVY_BYTES || nowMillis - sinceMillis >= HEAVY_MILLIS;
  }

  void restart(long nowMillis) {
    keys = 0;
    bytes = 0;
    sinceMillis = nowMillis;
  }
}
