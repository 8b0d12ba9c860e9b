package dev.migrator.cli.render;

import java.util.ArrayList;
import java.util.List;

/// Columns of text: the first flush left, figures flush right, the last as it is.
final class Table {
  private final List<List<String>> rows = new ArrayList<>();
  private final String alignment;

  /// @param alignment a letter for each column: `l` for flush left, `r` for flush right
  Table(String alignment) {
    this.alignment = alignment;
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      String padding = " ".repeat(width(column) - row.get(column).length());
      String cell = row.get(column);
      line.append(column == 0 ? "" : "  ")
          .append(alignment.charAt(column) == 'r' ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
