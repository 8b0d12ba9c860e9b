package dev.migrator.database.mysql;

import dev.migrator.database.Chunk;
import dev.migrator.database.mysql.Column.Form;
import dev.migrator.database.mysql.Relation.Undo;
import dev.migrator.database.mysql.Tables.Found;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/// Cuts tables into parts of about the same work, by the first column of their primary key. A table
/// without transactions stays whole: it can then be loaded twice.
final class ChunkPlan {
  private static final long LEAST_BYTES = 16L << 20;
  private static final long MOST_BYTES = 128L << 20;
  private static final int PARTS_A_READER = 8;

  private final Connection connection;
  private final long chunkBytes;

  /// @param connection for rows
  /// @param allBytes of all tables together
  ChunkPlan(Connection connection, long allBytes, int readers) {
    this.connection = connection;
    this.chunkBytes =
        Math.clamp(allBytes / (PARTS_A_READER * (long) readers), LEAST_BYTES, MOST_BYTES);
  }

  List<Chunk> chunks(Found table, Relation relation) {
    long parts = table.bytes() / chunkBytes;
    if (parts < 2 || table.key().isEmpty() || relation.undo() == Undo.NONE) {
      return chunks(relation, table.bytes(), List.of(""));
    }
    Column key = table.key().getFirst();
    return chunks(
        relation,
        table.bytes(),
        key.form() == Form.NUMBER
            ? new NumberRanges(connection, relation, key).of(parts, table.rowsAbout())
            : new SteppedRanges(connection, relation, key).of(parts, table.rowsAbout()));
  }

  private static List<Chunk> chunks(Relation relation, long bytes, List<String> ranges) {
    List<Chunk> chunks = new ArrayList<>();
    for (String range : ranges) {
      chunks.add(
          new Chunk(
              relation.part(chunks.size() + 1), relation.readable(), range, bytes / ranges.size()));
    }
    return chunks;
  }
}
