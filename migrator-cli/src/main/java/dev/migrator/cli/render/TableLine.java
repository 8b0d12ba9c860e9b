package dev.migrator.cli.render;

import dev.migrator.bundle.Commit.DatabaseCut;
import dev.migrator.bundle.Commit.Part;
import dev.migrator.database.RowsHash;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// One table of a database's cut, in a listing.
///
/// @param hash of all its rows
public record TableLine(String source, String at, String table, RowsHash hash, long sizeBytes) {

  /// @param at the instant that the rows stand for
  private record Json(
      String source, String table, String at, long rows, long sizeBytes, String hash) {}

  /// Those of which the cut has rows, by name.
  public static List<TableLine> of(String source, DatabaseCut cut) {
    SortedMap<String, TableLine> lines = new TreeMap<>();
    for (Part part : cut.parts()) {
      TableLine line =
          new TableLine(
              source, cut.cut().at().toString(), part.table(), part.hash(), part.sizeBytes());
      lines.merge(part.table(), line, TableLine::plus);
    }
    return new ArrayList<>(lines.values());
  }

  private TableLine plus(TableLine other) {
    return new TableLine(source, at, table, hash.plus(other.hash), sizeBytes + other.sizeBytes);
  }

  /// @param sourceWidth columns for the source's name; 0 for none
  public String text(int sourceWidth) {
    String size = Figures.bytes(sizeBytes);
    String name = sourceWidth == 0 ? "" : source + " ".repeat(sourceWidth - source.length() + 2);
    return name
        + " ".repeat(Math.max(0, 10 - size.length()))
        + size
        + "  "
        + table
        + "  ("
        + Figures.count(hash.rows(), "row")
        + ")";
  }

  public Object json() {
    return new Json(source, table, at, hash.rows(), sizeBytes, hash.hex());
  }
}
