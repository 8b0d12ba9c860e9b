package dev.migrator.cli.render;

import dev.migrator.cli.run.ExitCode;
import dev.migrator.engine.Deadline;
import java.util.List;

/// A deadline was moved.
///
/// @param bundle as the user named it
public record DeadlineView(String bundle, Deadline deadline) implements View {

  private record Json(String bundle, String deadline, String end) {}

  @Override
  public ExitCode exitCode() {
    return ExitCode.COMPLETE;
  }

  @Override
  public List<String> text() {
    return List.of(
        "the snapshot into %s has until %s, and ends at %s"
            .formatted(bundle, Figures.time(deadline.at()), Figures.time(deadline.end())));
  }

  @Override
  public Object json() {
    return new Json(bundle, deadline.at().toString(), deadline.end().toString());
  }
}
