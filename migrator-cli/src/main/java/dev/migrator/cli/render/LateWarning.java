package dev.migrator.cli.render;

import dev.migrator.engine.Outlook;
import dev.migrator.engine.Outlook.FallsOff;
import dev.migrator.engine.Progress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells once when what is foretold passes the deadline, and once when it fits again. Not for
/// several threads.
final class LateWarning {
  private boolean isLate;

  /// @return empty if that has not changed
  Optional<String> of(Progress.View view) {
    Optional<Outlook> outlook = view.outlook();
    boolean late = outlook.isPresent() && !outlook.get().fallsOff().isEmpty();
    if (outlook.isEmpty() || late == isLate) {
      return Optional.empty();
    }
    isLate = late;
    String deadline = view.deadline().map(Figures::time).orElse("");
    return Optional.of(
        late
            ? "warning: not all will be done by the deadline, %s (P95); then there will be missing: %s"
                .formatted(deadline, words(outlook.get().fallsOff()))
            : "all will be done by the deadline, %s, again (P95)".formatted(deadline));
  }

  private static String words(List<FallsOff> all) {
    return all.stream()
        .map(one ->
            "%s %s, %s"
                .formatted(
                    one.source(),
                    Figures.count(one.objects(), "object"),
                    Figures.bytes(one.bytes())))
        .collect(Collectors.joining("; "));
  }
}
