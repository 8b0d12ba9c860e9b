package dev.migrator.cli.render;

import dev.migrator.cli.run.ExitCode;
import dev.migrator.verify.Finding;
import dev.migrator.verify.Verification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a verification found.
///
/// @param bundle as the user named it
public record VerifyView(String bundle, Verification verification, NextCommands next)
    implements View {

  private record Json(
      String bundle,
      long commit,
      String level,
      boolean sound,
      boolean complete,
      boolean finished,
      long files,
      long objects,
      long rows,
      long bytesRead,
      long gaps,
      List<Finding> findings,
      List<String> notes) {}

  @Override
  public ExitCode exitCode() {
    if (!verification.isSound()) {
      return ExitCode.DAMAGED;
    }
    return verification.isComplete() ? ExitCode.COMPLETE : ExitCode.GAPS;
  }

  @Override
  public List<String> text() {
    List<String> lines = new ArrayList<>();
    lines.add(headline() + ": commit " + verification.commit() + " of " + bundle);
    lines.add(extent());
    verification.findings().forEach(finding -> lines.addAll(lines(finding)));
    verification.notes().forEach(note -> lines.add("note: " + note));
    List<String> steps = nextSteps();
    if (!steps.isEmpty()) {
      lines.add("");
      lines.addAll(steps);
    }
    return lines;
  }

  private String headline() {
    if (!verification.isSound()) {
      return "DAMAGED, " + Figures.count(verification.findings().size(), "finding");
    }
    if (!verification.finished()) {
      return "sound, but not finished" + gaps();
    }
    return verification.gaps() == 0 ? "sound and complete" : "sound" + gaps();
  }

  private String gaps() {
    return verification.gaps() == 0 ? "" : ", with " + Figures.count(verification.gaps(), "gap");
  }

  private String extent() {
    String files = Figures.count(verification.files(), "file");
    return switch (verification.level()) {
      case READ ->
          "every byte was read: "
              + Figures.count(verification.objects(), "object")
              + (verification.rows() == 0
                  ? ""
                  : " and " + Figures.count(verification.rows(), "row"))
              + " in "
              + files
              + ", "
              + Figures.bytes(verification.bytesRead());
      case FAST -> "lengths of " + files + " and the commits were checked; no object was read";
    };
  }

  private static List<String> lines(Finding finding) {
    String whose = finding.source() == null ? "" : " (" + finding.source() + key(finding) + ")";
    return List.of(
        finding.code() + "  " + finding.path() + whose,
        "      " + finding.code().meaning() + ": " + finding.detail());
  }

  private static String key(Finding finding) {
    return finding.key() == null ? "" : ": " + finding.key();
  }

  private List<String> nextSteps() {
    List<String> lines = new ArrayList<>();
    if (!verification.isSound()) {
      lines.add("Keep this bundle as it is, and look for another copy of the files named above.");
      lines.add("see its commits:      " + next.with("status", bundle));
    } else if (verification.gaps() > 0) {
      lines.add("see what is missing:  " + next.with("gaps", bundle));
    }
    if (verification.isSound() && !verification.finished()) {
      lines.add("Run the same snapshot command again: it goes on from here.");
    }
    return lines;
  }

  @Override
  public Object json() {
    return new Json(
        bundle,
        verification.commit(),
        verification.level().name().toLowerCase(Locale.ROOT),
        verification.isSound(),
        verification.isComplete(),
        verification.finished(),
        verification.files(),
        verification.objects(),
        verification.rows(),
        verification.bytesRead(),
        verification.gaps(),
        verification.findings(),
        verification.notes());
  }
}
