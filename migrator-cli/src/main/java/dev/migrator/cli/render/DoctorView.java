package dev.migrator.cli.render;

import dev.migrator.check.Check;
import dev.migrator.check.Level;
import dev.migrator.check.Mend;
import dev.migrator.cli.run.ExitCode;
import dev.migrator.doctor.Diagnosis;
import dev.migrator.doctor.Line;
import dev.migrator.doctor.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the doctor found.
///
/// @param sources as the user named them
/// @param bundle as the user named it
public record DoctorView(
    Diagnosis found, List<String> sources, Optional<String> bundle, NextCommands next)
    implements View {

  private record Json(boolean sound, long failures, long warnings, List<JsonLine> lines) {}

  /// @param subject `source`, `bundle` or `target`
  /// @param name of the source; null for the bundle
  /// @param mend a command, or what to do where no command does it; null where all is well
  private record JsonLine(
      String subject,
      @Nullable String name,
      String place,
      String topic,
      String level,
      String seen,
      @Nullable String mend) {}

  @Override
  public ExitCode exitCode() {
    return found.isSound() ? ExitCode.COMPLETE : ExitCode.FAILED;
  }

  @Override
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    Subject subject = null;
    for (Line line : found.lines()) {
      if (!line.subject().equals(subject)) {
        subject = line.subject();
        lines.add(heading(subject));
      }
      lines.addAll(lines(line.check()));
    }
    lines.add("");
    lines.add(summary());
    return lines;
  }

  private static String heading(Subject subject) {
    return switch (subject.role()) {
      case SOURCE -> subject.name() + ": " + subject.label();
      case BUNDLE -> "the bundle: " + subject.label();
      case TARGET -> "target of " + subject.name() + ": " + subject.label();
    };
  }

  private List<String> lines(Check check) {
    String seen =
        String.format(
            Locale.ROOT, "  %-7s  %-13s  %s", word(check.level()), topic(check), check.seen());
    String mend = mend(check.mend());
    return mend == null ? List.of(seen) : List.of(seen, " ".repeat(26) + "mend: " + mend);
  }

  private static String word(Level level) {
    return switch (level) {
      case OK -> "ok";
      case WARNING -> "warning";
      case FAILURE -> "FAILURE";
    };
  }

  private static String topic(Check check) {
    return check.topic().name().toLowerCase(Locale.ROOT);
  }

  private @Nullable String mend(Mend mend) {
    return switch (mend) {
      case Mend.Nothing() -> null;
      case Mend.Command(List<String> words) -> Shell.line(words);
      case Mend.Own(String verb, List<String> options) -> own(verb, options);
      case Mend.ByHand(String what) -> what;
    };
  }

  private String own(String verb, List<String> options) {
    List<String> words = new ArrayList<>(List.of(verb));
    words.addAll(sources);
    bundle.ifPresent(at -> words.addAll(List.of("--bundle", at)));
    words.addAll(options);
    return next.with(words.toArray(String[]::new));
  }

  private String summary() {
    String counts =
        "%s, %s, %s ok"
            .formatted(
                Figures.count(found.count(Level.FAILURE), "failure"),
                Figures.count(found.count(Level.WARNING), "warning"),
                Figures.count(found.count(Level.OK)));
    return found.isSound() ? "nothing known would fail: " + counts : "NOT READY: " + counts;
  }

  @Override
  public Object json() {
    return new Json(
        found.isSound(),
        found.count(Level.FAILURE),
        found.count(Level.WARNING),
        found.lines().stream().map(this::json).toList());
  }

  private JsonLine json(Line line) {
    Subject subject = line.subject();
    return new JsonLine(
        subject.role().name().toLowerCase(Locale.ROOT),
        subject.name().isEmpty() ? null : subject.name(),
        subject.label(),
        topic(line.check()),
        line.check().level().name().toLowerCase(Locale.ROOT),
        line.check().seen(),
        mend(line.check().mend()));
  }
}
