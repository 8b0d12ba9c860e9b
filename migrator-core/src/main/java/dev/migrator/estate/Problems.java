package dev.migrator.estate;

import dev.migrator.error.UsageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/// All that is wrong with one file, told together.
final class Problems {
  private final String file;
  private final List<Problem> found = new ArrayList<>();

  private record Problem(int line, int column, String message) {}

  Problems(String file) {
    this.file = file;
  }

  void add(Node at, String message) {
    add(at.getStartMark(), message);
  }

  void add(Optional<Mark> at, String message) {
    int line = at.map(Mark::getLine).orElse(0);
    int column = at.map(Mark::getColumn).orElse(0);
    found.add(new Problem(line + 1, column + 1, message));
  }

  void addAtStart(String message) {
    add(Optional.empty(), message);
  }

  void throwIfAny(String hint) {
    if (found.isEmpty()) {
      return;
    }
    found.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    List<String> lines = found.stream().distinct().map(this::located).toList();
    String heading = lines.size() == 1 ? "" : file + " has " + lines.size() + " problems\n";
    throw new UsageException(heading + String.join("\n", lines), hint);
  }

  private String located(Problem problem) {
    return file + ":" + problem.line + ":" + problem.column + ": " + problem.message;
  }
}
