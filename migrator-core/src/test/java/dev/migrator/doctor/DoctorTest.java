package dev.migrator.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Extent;
import dev.migrator.check.Extent.Counted;
import dev.migrator.check.Findings;
import dev.migrator.check.Level;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.UsageException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class DoctorTest {
  private static final Limits SHORT = new Limits(Duration.ofMillis(300), Duration.ofMillis(600));

  private final Progress progress = new Progress();
  private final StopSignal stop = new StopSignal();

  private record Doing(String label, Consumer<Findings> what) implements Checkup {
    @Override
    public void run(Findings findings) {
      what.accept(findings);
    }
  }

  private static Checkup doing(Consumer<Findings> what) {
    return new Doing("somewhere", what);
  }

  private static Check seen(String text) {
    return Check.ok(Topic.CONTENT, text);
  }

  private Diagnosis examine(
      Map<String, Checkup> sources, Map<String, Checkup> targets, Limits limits) {
    return new Doctor(limits, progress, stop)
        .examine(
            new Patients(
                new TreeMap<>(sources),
                Optional.of(need ->
                    doing(findings ->
                        findings.add(seen("%s %d".formatted(need.whole(), need.sizeBytes()))))),
                new TreeMap<>(targets)));
  }

  @Test
  void linesStandBySourceThenTheBundleThenTargetsAndTheBundleKnowsHowMuchComes() {
    Checkup large =
        doing(findings -> {
          findings.add(seen("first"));
          findings.extent(new Extent(1, 40, Counted.WHOLE));
          findings.add(seen("second"));
        });
    Checkup small = doing(findings -> findings.extent(new Extent(1, 2, Counted.WHOLE)));

    Diagnosis found =
        examine(Map.of("b", large, "a", small), Map.of("b", doing(f -> f.add(seen("to")))), SHORT);

    assertThat(found.lines())
        .extracting(line -> line.check().seen())
        .containsExactly("first", "second", "WHOLE 42", "to");
    assertThat(found.isSound()).isTrue();
  }

  @Test
  void whoDoesNotAnswerIsAFailureAndOthersAreLookedAt() {
    Diagnosis found =
        examine(
            Map.of("a", doing(DoctorTest::hang), "b", doing(f -> f.add(seen("well")))),
            Map.of(),
            SHORT);

    assertThat(found.lines())
        .extracting(line -> line.subject().name() + " " + line.check().level())
        .containsExactly("a OK", "a FAILURE", "b OK", " OK");
    assertThat(found.lines().get(1).check().seen()).startsWith("gave no answer within");
    assertThat(found.lines().getLast().check().seen()).isEqualTo("SAMPLE 0");
    assertThat(found.isSound()).isFalse();
  }

  @Test
  void allThatIsToBeLookedAtIsCountedFromTheStartAndEachThatEndsHoweverItDoes() {
    AtomicLong known = new AtomicLong();
    examine(
        Map.of(
            "a", doing(DoctorTest::hang),
            "b", doing(f -> known.set(progress.view().expectedObjects()))),
        Map.of(
            "b",
            doing(f -> {
              throw new UsageException("no", "Do it.");
            })),
        SHORT);

    assertThat(known).hasValue(4);
    assertThat(progress.view().expectedObjects()).isEqualTo(4);
    assertThat(progress.view().objects()).isEqualTo(4);
  }

  private static void hang(Findings findings) {
    findings.add(seen("begun"));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      findings.add(seen("broken off, which is no finding"));
      throw new InterruptedRunException("broken off", "Again.", e);
    }
  }

  @Test
  void aSourceIsBrokenOffAtTheLimitAndATargetIsNot() throws InterruptedException {
    CountDownLatch sourceEnds = new CountDownLatch(1);
    CountDownLatch targetEnds = new CountDownLatch(1);
    examine(
        Map.of("a", doing(f -> waitThen(sourceEnds))),
        Map.of("a", doing(f -> waitThen(targetEnds))),
        SHORT);

    sourceEnds.await();
    assertThat(targetEnds.getCount()).isEqualTo(1);
  }

  private static void waitThen(CountDownLatch told) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      told.countDown();
    }
  }

  @Test
  void manySourcesAreLookedAtSomeAtOneTimeAndEachHasItsTime() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Checkup counting =
        doing(findings -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          sleep(Duration.ofMillis(100));
          now.decrementAndGet();
          findings.add(seen("well"));
        });
    Map<String, Checkup> sources = new TreeMap<>();
    for (int i = 0; i < 80; i++) {
      sources.put("s" + i, i < 3 ? doing(DoctorTest::hang) : counting);
    }

    Diagnosis found = examine(sources, Map.of(), SHORT);

    assertThat(found.count(Level.FAILURE)).isEqualTo(3);
    assertThat(found.lines().stream().filter(line -> line.check().seen().equals("well")))
        .hasSize(77);
    assertThat(most.get()).isBetween(2, 16);
  }

  @Test
  void aFailureThatNobodyHasALineForIsALine() {
    Check check =
        examine(
                Map.of(
                    "a",
                    doing(f -> {
                      throw new UsageException("no", "Do it.");
                    })),
                Map.of(),
                SHORT)
            .lines()
            .getFirst()
            .check();

    assertThat(check.level()).isEqualTo(Level.FAILURE);
    assertThat(check.mend()).isEqualTo(new Mend.ByHand("Do it."));
  }

  @Test
  void aBugIsNotTakenForAFinding() {
    assertThatThrownBy(() ->
            examine(
                Map.of(
                    "a",
                    doing(f -> {
                      throw new IllegalArgumentException("a bug");
                    })),
                Map.of(),
                SHORT))
        .hasRootCauseMessage("a bug");
  }

  @Test
  void whenStoppedItWaitsForWhatWritesAndThenEnds() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch removed = new CountDownLatch(1);
    Checkup target =
        doing(f -> {
          begun.countDown();
          sleep(Duration.ofMillis(500));
          removed.countDown();
        });
    Thread.ofVirtual()
        .start(() -> {
          sleep(Duration.ofMillis(100));
          stop.stop();
        });

    assertThatThrownBy(() -> examine(Map.of(), Map.of("a", target), Limits.STANDARD))
        .isInstanceOf(InterruptedRunException.class);
    assertThat(List.of(begun.getCount(), removed.getCount())).containsExactly(0L, 0L);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
