package dev.migrator.cli.command;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.error.UsageException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The sources of a commit that a command is about.
final class ChosenSources {
  private ChosenSources() {}

  /// A source that the commit is known to have.
  static SourceState state(Commit commit, String source) {
    return Objects.requireNonNull(commit.sources().get(source), source);
  }

  /// @param source null for all
  /// @throws UsageException if the commit has no such source
  static List<String> of(Commit commit, @Nullable String source) {
    if (source == null) {
      return List.copyOf(commit.sources().keySet());
    }
    if (!commit.sources().containsKey(source)) {
      throw new UsageException(
          "the bundle has no source " + source + " in commit " + commit.number(),
          "Name one of its sources: " + String.join(", ", commit.sources().keySet()) + ".");
    }
    return List.of(source);
  }
}
