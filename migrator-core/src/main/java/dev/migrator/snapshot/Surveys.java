package dev.migrator.snapshot;

import dev.migrator.archive.PriceList;
import dev.migrator.archive.ThawTally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The surveys of all sources that have archives, each on a thread of its own beside the capture.
final class Surveys {
  /// How long the capture waits for them: that short ones are over before the first object is read,
  /// and long ones hold nothing up.
  private static final Duration HEAD_START = Duration.ofSeconds(10);

  private static final Duration LOOK_UP = Duration.ofMillis(50);

  private final Run run;
  private final List<Thread> threads = new ArrayList<>();

  private Surveys(Run run) {
    this.run = run;
  }

  static Surveys start(Run run, List<SourceRun> sources) {
    Surveys surveys = new Surveys(run);
    for (SourceRun source : sources) {
      if (!source.isStopped()) {
        source.thaws().ifPresent(thaws -> surveys.start(source, thaws));
      }
    }
    return surveys;
  }

  private void start(SourceRun source, Thaws thaws) {
    ThawSurvey survey = new ThawSurvey(run, source, thaws, tally -> tell(source, tally));
    threads.add(Thread.ofVirtual().name("survey-" + source.name()).start(() -> run(survey)));
  }

  private void tell(SourceRun source, ThawTally tally) {
    List<String> lines = tally.lines(PriceList.AWS);
    lines.forEach(line -> run.progress.tell(source.name() + ": archived: " + line));
    run.events.add(new Event.Surveyed(source.name(), lines));
  }

  private void run(ThawSurvey survey) {
    try {
      survey.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) { // whatever it was: the run must not go on as if nothing were archived
      run.events.add(new Event.Ended(e));
    }
  }

  /// Waits for them, but not long.
  void headStart() throws InterruptedException {
    long end = System.nanoTime() + HEAD_START.toNanos();
    while (isUnderWay() && !run.isHalted() && System.nanoTime() < end) {
      join(LOOK_UP);
    }
  }

  private boolean isUnderWay() {
    return threads.stream().anyMatch(Thread::isAlive);
  }

  private void join(Duration atMost) throws InterruptedException {
    for (Thread thread : threads) {
      if (thread.isAlive()) {
        var _ = thread.join(atMost);
        return;
      }
    }
  }

  /// Waits until none is under way; they end when the run is halted.
  void join() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
