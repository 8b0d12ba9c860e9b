package dev.migrator.archive;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/// What it takes to bring an object back from one archive in one way.
///
/// @param soonest when it is usually there at the earliest
/// @param latest when it is usually there at the latest
/// @param usdPerGb for 2^30 bytes
/// @param usdPerThousand for a thousand requests
public record Retrieval(
    ArchiveClass from,
    Tier tier,
    Duration soonest,
    Duration latest,
    BigDecimal usdPerGb,
    BigDecimal usdPerThousand) {
  private static final BigDecimal GB = BigDecimal.valueOf(1L << 30);

  /// For one object, without the copy that is kept for some days.
  BigDecimal costUsd(long sizeBytes) {
    return usdPerGb.multiply(gigabytes(sizeBytes)).add(usdPerThousand.movePointLeft(3));
  }

  static BigDecimal gigabytes(long sizeBytes) {
    return BigDecimal.valueOf(sizeBytes).divide(GB, MathContext.DECIMAL64);
  }
}
