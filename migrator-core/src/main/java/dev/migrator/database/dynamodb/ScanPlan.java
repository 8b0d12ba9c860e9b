package dev.migrator.database.dynamodb;

import dev.migrator.database.Chunk;
import dev.migrator.database.Chunk.Packing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Cuts tables into segments that workers share.
///
/// @param readers chunks that will be copied at one time
/// @param readPercent see [dev.migrator.database.DatabaseAddress.DynamoAddress]
record ScanPlan(Calls calls, int readers, int readPercent) {
  private static final long SEGMENT_BYTES = 64L << 20;
  private static final long ONE_PAGE_BYTES = 1 << 20;
  private static final int MOST_SEGMENTS = 100_000;

  /// Bytes that a consistent read gets for one unit of capacity (Amazon DynamoDB, "Read and write
  /// operations").
  private static final int BYTES_A_UNIT = 4096;

  private static final Duration LONG = Duration.ofMinutes(10);

  /// @param folder of the table's export, below the cut's folder
  /// @param notes gets a word where it will take long
  List<Part<Segment>> parts(Table table, ExportFolder folder, List<String> notes) {
    int segments = segments(table);
    Pace pace = new Pace(unitsASecond(table), System.nanoTime());
    List<Part<Segment>> parts = new ArrayList<>();
    for (int number = 0; number < segments; number++) {
      Segment segment = new Segment(calls, table, number, segments, pace);
      parts.add(new Part<>(chunk(table, folder, segment), segment));
    }
    tellDuration(table, notes);
    return parts;
  }

  private static Chunk chunk(Table table, ExportFolder folder, Segment segment) {
    String range =
        segment.of() == 1 ? "" : "segment %d of %d".formatted(segment.number() + 1, segment.of());
    return new Chunk(
        folder.dataFile("%06d.json.gz".formatted(segment.number() + 1)),
        table.label(),
        range,
        table.sizeBytes() / segment.of(),
        Packing.ADAPTER);
  }

  private int segments(Table table) {
    int segments = segmentsBySize(table);
    return segments == 1 || Segment.areHonoured(calls, table) ? segments : 1;
  }

  /// A host counts a table's bytes every few hours, so nothing may be much.
  private int segmentsBySize(Table table) {
    long bytes = table.sizeBytes();
    if (bytes == 0) {
      return Segment.isOnePage(calls, table) ? 1 : 4 * readers;
    }
    return bytes <= ONE_PAGE_BYTES ? 1 : Math.clamp(bytes / SEGMENT_BYTES, readers, MOST_SEGMENTS);
  }

  private double unitsASecond(Table table) {
    return table.provisionedReads().orElse(Double.POSITIVE_INFINITY) * readPercent / 100;
  }

  private void tellDuration(Table table, List<String> notes) {
    double seconds = table.sizeBytes() / (unitsASecond(table) * BYTES_A_UNIT);
    if (seconds > LONG.toSeconds()) {
      notes.add(
          "table %s takes about %.1f hours to read with %d %% of its %.0f provisioned read units: raise them, make it on-demand, or let it be exported"
              .formatted(
                  table.label(), seconds / 3600, readPercent, table.provisionedReads().orElse(0)));
    }
  }
}
