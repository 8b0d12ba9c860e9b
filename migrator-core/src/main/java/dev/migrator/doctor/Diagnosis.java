package dev.migrator.doctor;

import dev.migrator.check.Level;
import java.util.List;

/// All that was found.
///
/// @param lines by subject: sources, the bundle's place, targets
public record Diagnosis(List<Line> lines) {

  public long count(Level level) {
    return lines.stream().filter(line -> line.check().level() == level).count();
  }

  /// Whether nothing is known that would fail; something may be missing all the same.
  public boolean isSound() {
    return count(Level.FAILURE) == 0;
  }
}
