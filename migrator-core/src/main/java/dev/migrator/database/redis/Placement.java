package dev.migrator.database.redis;

import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.error.UsageException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which database of the target takes which of a cut.
///
/// @param byTable `db5` to the target's number
record Placement(SortedMap<String, Long> byTable) {
  /// The part that is an RDB, and no table.
  static final String RDB = "rdb";

  /// @param only the one that the target names; null for none
  static Placement of(SavedCut saved, @Nullable Integer only, String target) {
    SortedMap<String, Long> byTable = new TreeMap<>();
    for (SavedPart part : saved.parts()) {
      if (!part.table().equals(RDB)) {
        byTable.put(part.table(), only == null ? number(part.table()) : (long) only);
      }
    }
    if (only != null && byTable.size() > 1) {
      throw new UsageException(
          "%s is one database, and the bundle holds %s"
              .formatted(target, String.join(", ", byTable.keySet())),
          "Leave the number out of the target's URL, and each goes where it was.");
    }
    return new Placement(byTable);
  }

  private static long number(String table) {
    if (!table.matches("db\\d{1,9}")) {
      throw new BundleDamagedException(
          "a part is of \"%s\", which is no database of Redis".formatted(table),
          "Run `migrator verify`.");
    }
    return Long.parseLong(table.substring(2));
  }

  long of(String table) {
    return byTable.getOrDefault(table, 0L);
  }

  /// Where the account lies.
  long first() {
    return byTable.values().stream().min(Long::compare).orElse(0L);
  }

  /// Numbers at the target, each with its tables.
  Map<Long, String> byNumber() {
    Map<Long, String> byNumber = new TreeMap<>();
    byTable.forEach((table, number) -> byNumber.put(number, table));
    return byNumber;
  }
}
