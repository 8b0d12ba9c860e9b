package dev.migrator.sandbox.dynamo;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a server can do and how it misbehaves.
///
/// @param exports where tables can be exported to; null if this server has neither exports nor
///   point-in-time recovery
/// @param burst how long a table's unused throughput can be saved up
public record Settings(
    @Nullable S3 exports, Interference interference, Segments segments, Duration burst) {
  private static final Duration DEFAULT_BURST = Duration.ofSeconds(5);

  /// An S3 host, used path-style.
  public record S3(URI endpoint, String region, String accessKeyId, String secretAccessKey) {
    @Override
    public String toString() {
      return endpoint.toString();
    }
  }

  /// Behaves, and has no exports.
  public static Settings behaving() {
    return new Settings(null, Interference.none(), Segments.HONOURED, DEFAULT_BURST);
  }

  public Settings withExportsTo(S3 host) {
    return new Settings(host, interference, segments, burst);
  }

  public Settings withInterference(Interference other) {
    return new Settings(exports, other, segments, burst);
  }

  public Settings withSegments(Segments other) {
    return new Settings(exports, interference, other, burst);
  }

  public Settings withBurst(Duration other) {
    return new Settings(exports, interference, segments, other);
  }
}
