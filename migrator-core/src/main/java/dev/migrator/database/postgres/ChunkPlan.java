package dev.migrator.database.postgres;

import dev.migrator.database.Chunk;
import dev.migrator.database.postgres.Tables.Found;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Cuts tables into parts of about the same work. No rows are read for it.
final class ChunkPlan {
  private static final long LEAST_BYTES = 16L << 20;
  private static final long MOST_BYTES = 128L << 20;
  private static final int PARTS_A_READER = 8;

  /// Servers before read a table whole to find a range of its pages.
  private static final int FIRST_WITH_PAGE_RANGES = 14;

  private final Connection connection;
  private final int major;
  private final long chunkBytes;

  /// @param tables that the work is shared out of
  ChunkPlan(Connection connection, int major, Collection<Found> tables, int readers) {
    this.connection = connection;
    this.major = major;
    long allBytes = tables.stream().mapToLong(Found::bytes).sum();
    this.chunkBytes =
        Math.clamp(allBytes / (PARTS_A_READER * (long) readers), LEAST_BYTES, MOST_BYTES);
  }

  List<Chunk> chunks(Found table, Relation relation) {
    long parts = Math.max(1, table.bytes() / chunkBytes);
    if (parts == 1) {
      return chunks(relation, table.bytes(), List.of(""));
    }
    List<String> ranges =
        major >= FIRST_WITH_PAGE_RANGES && table.isHeap()
            ? pageRanges(table.pages(), Math.min(parts, table.pages()))
            : new KeyRanges(connection).of(table, parts);
    return chunks(relation, table.bytes(), ranges);
  }

  /// Parts of the same number of pages; the last has no end, since a table may have grown.
  private static List<String> pageRanges(long pages, long parts) {
    List<String> ranges = new ArrayList<>();
    for (long part = 0; part < Math.max(1, parts); part++) {
      String from = "ctid >= '(%d,0)'::pg_catalog.tid".formatted(pages * part / parts);
      String to =
          part == parts - 1
              ? ""
              : " AND ctid < '(%d,0)'::pg_catalog.tid".formatted(pages * (part + 1) / parts);
      ranges.add(from + to);
    }
    return ranges;
  }

  /// Large objects by their numbers.
  List<Chunk> largeObjects(Relation relation) {
    List<Long> ends =
        Sql.list(
            connection,
            "its large objects",
            """
            SELECT max(oid)::bigint FROM (
              SELECT oid, pg_catalog.ntile(
                (1 + (SELECT count(*) FROM pg_catalog.pg_largeobject_metadata) / 1000)::int)
                OVER (ORDER BY oid) AS part
              FROM pg_catalog.pg_largeobject_metadata) o
            GROUP BY part ORDER BY 1
            """,
            row -> row.getLong(1));
    List<String> ranges = new ArrayList<>();
    for (int i = 0; i < ends.size(); i++) {
      String from = i == 0 ? "" : "m.oid > %d::pg_catalog.oid".formatted(ends.get(i - 1));
      String to = i == ends.size() - 1 ? "" : "m.oid <= %d::pg_catalog.oid".formatted(ends.get(i));
      ranges.add(from.isEmpty() || to.isEmpty() ? from + to : from + " AND " + to);
    }
    return chunks(relation, LEAST_BYTES * ranges.size(), ranges);
  }

  private static List<Chunk> chunks(Relation relation, long bytes, List<String> ranges) {
    List<Chunk> chunks = new ArrayList<>();
    for (String range : ranges) {
      chunks.add(
          new Chunk(
              relation.file(chunks.size() + 1), relation.readable(), range, bytes / ranges.size()));
    }
    return chunks;
  }
}
