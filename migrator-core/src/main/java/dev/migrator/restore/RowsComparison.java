package dev.migrator.restore;

import dev.migrator.database.RowsHash;
import dev.migrator.database.SavedPart;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Rows that were captured against rows that were read back, table by table; partitions of one
/// table, of which one differs, together.
final class RowsComparison {
  private final Map<String, String> wholes;
  private final SortedMap<String, RowsHash> wanted = new TreeMap<>();
  private final Map<String, RowsHash> found = new ConcurrentHashMap<>();

  /// @param wholes by partition the table that it is of
  RowsComparison(List<SavedPart> parts, Map<String, String> wholes) {
    this.wholes = wholes;
    parts.forEach(part -> wanted.merge(part.table(), part.hash(), RowsHash::plus));
  }

  /// What is to be read back: partitions beside those that were captured, too.
  SortedSet<String> tables() {
    SortedSet<String> tables = new TreeSet<>(wanted.keySet());
    Set<String> touched = new HashSet<>();
    wanted.keySet().forEach(table -> touched.add(whole(table)));
    wholes.forEach((table, whole) -> {
      if (touched.contains(whole)) {
        tables.add(table);
      }
    });
    return tables;
  }

  private String whole(String table) {
    return wholes.getOrDefault(table, table);
  }

  /// Part of a table was read back. For many threads.
  void found(String table, RowsHash hash) {
    found.merge(table, hash, RowsHash::plus);
  }

  /// To be called when all was read.
  void tell(Tally tally) {
    Map<String, RowsHash> wantedOfWhole = byWhole(wanted);
    Map<String, RowsHash> foundOfWhole = byWhole(found);
    foundOfWhole.values().forEach(hash -> tally.compared.add(hash.rows()));
    for (String table : tables()) {
      String whole = whole(table);
      if (!of(wantedOfWhole, whole).equals(of(foundOfWhole, whole))) {
        compare(table, of(wanted, table), of(found, table), tally);
      }
    }
  }

  private static RowsHash of(Map<String, RowsHash> hashes, String table) {
    return hashes.getOrDefault(table, RowsHash.NONE);
  }

  private Map<String, RowsHash> byWhole(Map<String, RowsHash> hashes) {
    Map<String, RowsHash> sums = new TreeMap<>();
    hashes.forEach((table, hash) -> sums.merge(whole(table), hash, RowsHash::plus));
    return sums;
  }

  private static void compare(String table, RowsHash wanted, RowsHash found, Tally tally) {
    if (wanted.rows() != found.rows()) {
      tally.differences.add(
          table, "it has %,d rows instead of %,d".formatted(found.rows(), wanted.rows()));
    } else if (!wanted.equals(found)) {
      tally.differences.add(
          table,
          "its %,d rows hold other values: their hash is %s, not %s"
              .formatted(found.rows(), found.hex(), wanted.hex()));
    }
  }
}
