package dev.migrator.cli.demo;

import dev.migrator.cli.run.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// The whole story: a letter, a snapshot that is killed in the middle, a second run that goes on, a
/// proof, a restore elsewhere. Then another letter, with a deadline that cannot be met.
///
/// Every step is the real program in a process of its own, as a user would run it.
public final class Demo {
  private static final Duration NOTICE = Duration.ofHours(30);
  private static final int HURRY = 14;
  private static final String HURRIED = "hurried-bundle";

  private final Stage stage;
  private final Narrator narrator;
  private final Steps steps;
  private final Instant deadline = Instant.now().plus(NOTICE);

  private Demo(Stage stage, Narrator narrator, Steps steps) {
    this.stage = stage;
    this.narrator = narrator;
    this.steps = steps;
  }

  /// Plays the story in `folder`, which is empty or not there, and leaves everything in it.
  ///
  /// @param program how the user calls this program
  public static Outcome play(Path folder, String program, Narrator narrator)
      throws IOException, InterruptedException {
    narrator.say("Starting embedded hosts, some to leave and some to move to …");
    try (Stage stage = Stage.set(folder)) {
      return new Demo(stage, narrator, new Steps(stage, program, narrator)).play();
    }
  }

  private Outcome play() throws IOException, InterruptedException {
    letter();
    boolean asExpected = snapshotAndKill() && goOn() && prove() && restore();
    int compared = asExpected ? compare() : 0;
    if (compared > 0 && !(hurry() && extension())) {
      compared = 0;
    }
    return new Outcome(compared > 0, compared, stage.bundle(), deadline);
  }

  private void letter() {
    narrator.chapter("The letter");
    narrator.say(
        "  \"Your account is suspended in 30 hours. We will ensure that all of your data is");
    narrator.say("   preserved for you to migrate to your own servers.\"");
    narrator.say("What there is: " + stage.inventory() + ".");
    SamplePosts.missing()
        .ifPresent(why -> narrator.say("Left out: a PostgreSQL database, because " + why + "."));
    clock();
  }

  private boolean snapshotAndKill() throws IOException, InterruptedException {
    narrator.chapter("A snapshot, and a power cut in the middle of it (kill -9)");
    boolean killed =
        steps.runAndKill(
            new HalfWay(stage.bundle()),
            "snapshot",
            stage.estate(),
            "--bundle",
            stage.bundleName());
    if (!killed) {
      narrator.say("The snapshot was over before it could be killed.");
      return false;
    }
    narrator.say(
        "Killed. What is left is a sound bundle of what was committed; it knows that it is not all:");
    return steps.run(ExitCode.GAPS, "verify", stage.bundleName());
  }

  private boolean goOn() throws IOException, InterruptedException {
    narrator.chapter("The same command again goes on from there");
    clock();
    return steps.run(ExitCode.COMPLETE, "snapshot", stage.estate(), "--bundle", stage.bundleName());
  }

  private boolean prove() throws IOException, InterruptedException {
    narrator.chapter("Every byte in the bundle is read and compared with its SHA-256");
    return steps.run(ExitCode.COMPLETE, "verify", stage.bundleName());
  }

  private boolean restore() throws IOException, InterruptedException {
    narrator.chapter("Onto other hosts and into a folder, read back and compared");
    return steps.run(ExitCode.COMPLETE, "restore", stage.bundleName(), "--to", stage.targets())
        && steps.run(
            ExitCode.COMPLETE,
            "ls",
            stage.bundleName(),
            "media",
            "--versions",
            "--prefix",
            "pages/page-01");
  }

  /// @return how many versions were found equal, 0 if anything was not
  private int compare() {
    narrator.chapter("A client that knows nothing of migrator lists old hosts and new ones");
    List<Comparison> comparisons = stage.compare();
    comparisons.forEach(comparison -> narrator.say(comparison.text()));
    return comparisons.stream().allMatch(Comparison::isEqual)
        ? comparisons.getFirst().compared()
        : 0;
  }

  private boolean hurry() throws IOException, InterruptedException {
    narrator.chapter("Another letter: %d seconds, which is too little for all".formatted(HURRY));
    narrator.say("What there is: " + stage.hurryInventory() + ".");
    return steps.run(
            ExitCode.GAPS,
            "snapshot",
            stage.hurryEstate(),
            "--bundle",
            HURRIED,
            "--deadline",
            "+%ds".formatted(HURRY),
            "--margin",
            "2s")
        && steps.run(ExitCode.COMPLETE, "gaps", HURRIED);
  }

  private boolean extension() throws IOException, InterruptedException {
    narrator.chapter("An extension: the same again, and only what is missing is read");
    return steps.run(ExitCode.COMPLETE, "snapshot", stage.hurryEstate(), "--bundle", HURRIED)
        && steps.run(ExitCode.COMPLETE, "verify", HURRIED);
  }

  private void clock() {
    Duration left = Duration.between(Instant.now(), deadline);
    narrator.say(
        "The account lives until %s, for another %d h %02d min."
            .formatted(Narrator.local(deadline), left.toHours(), left.toMinutesPart()));
  }

  /// How the story ended.
  ///
  /// @param asExpected whether every step did what it should
  /// @param versionsCompared object versions and delete markers found equal on both hosts
  public record Outcome(boolean asExpected, int versionsCompared, Path bundle, Instant deadline) {}
}
