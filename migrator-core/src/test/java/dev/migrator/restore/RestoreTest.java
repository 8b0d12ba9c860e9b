package dev.migrator.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.bundle.BundleBuilder;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.error.UsageException;
import dev.migrator.model.Key;
import dev.migrator.model.SourceDescription;
import dev.migrator.restore.RestoreReport.LossCount;
import dev.migrator.restore.RestoreReport.Noted;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.restore.RestoreRequest.Nonempty;
import dev.migrator.store.FaultyStore;
import dev.migrator.store.InterceptedStore.Call;
import dev.migrator.store.MemoryStore;
import dev.migrator.store.ObjectTarget.Loss;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestoreTest {
  private static final int VERSIONS = 13;
  private static final Noted NOTHING = new Noted(0, List.of());

  @TempDir Path folder;
  private RestoreFixture fixture;
  private MemoryStore source;

  @BeforeEach
  void makeBundle() {
    source = SampleBucket.create();
    fixture = new RestoreFixture(folder);
  }

  private void commit() {
    new BundleBuilder().source("media", source).commit(new DirectoryStore(folder));
  }

  @Test
  void everyVersionAndDeleteMarkerComesBackInOrder() {
    commit();
    MemoryStore target = new MemoryStore();

    SourceReport report = fixture.restore(target);

    assertThat(target.contents()).isEqualTo(source.contents());
    assertThat(report.written()).isEqualTo(VERSIONS);
    assertThat(report.alreadyThere()).isZero();
    assertThat(report.compared()).isEqualTo(VERSIONS - 2);
    assertThat(report.comparedBytes()).isGreaterThan(1_300_000);
    assertNothingWrong(report);
  }

  @Test
  void aSecondRunWritesNothingAndComparesAll() {
    commit();
    MemoryStore target = new MemoryStore();
    fixture.restore(target);

    SourceReport again = fixture.restore(target);

    assertThat(target.contents()).isEqualTo(source.contents());
    assertThat(again.written()).isZero();
    assertThat(again.alreadyThere()).isEqualTo(VERSIONS);
    assertThat(again.compared()).isEqualTo(VERSIONS - 2);
    assertNothingWrong(again);
  }

  @Test
  void whereNoVersionsAreKeptTheLatestIsWrittenAndTheRestForetold() {
    source.describeAs(new SourceDescription("s3", "memory", new TreeMap<>(), List.of()));
    commit();
    MemoryStore target = new MemoryStore();

    SourceReport report = fixture.restore(target);

    assertThat(target.contents())
        .hasSize(7)
        .containsEntry("a/versions.txt#0", "OBJECT the third")
        .containsEntry("a/back.txt#0", "OBJECT after")
        .doesNotContainKey("a/deleted.txt#0");
    List<LossCount> losses = fixture.foretold.get("media").losses();
    assertThat(losses).extracting(LossCount::loss).extracting(Loss::what).containsOnly("version");
    assertThat(losses).extracting(LossCount::entries).containsExactly(6L);
    assertThat(report.losses()).isEqualTo(losses);
    assertThat(report.differences()).isEqualTo(NOTHING);
  }

  @Test
  void aTargetThatHoldsSomethingElseIsRefusedAndLeftAsItIs() {
    commit();
    MemoryStore target = MemoryStore.versioned();
    target.put("a/plain.txt", "plain");
    target.put("theirs", "precious");
    FaultyStore counting = new FaultyStore(target);

    assertThatThrownBy(() -> fixture.restore(counting))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'theirs'")
        .extracting(e -> ((UsageException) e).hint())
        .asString()
        .contains("--into-nonempty");
    assertThat(target.contents()).hasSize(2);
    assertThat(counting.calls(Call.PREPARE)).isZero();
  }

  @Test
  void anObjectOfTheSameLengthButOtherBytesIsForeign() {
    commit();
    MemoryStore target = MemoryStore.versioned();
    target.put("a/plain.txt", "PLAIN");

    assertThatThrownBy(() -> fixture.restore(target)).isInstanceOf(UsageException.class);
  }

  @Test
  void fillingWritesOnlyWhereThereIsNothing() {
    commit();
    MemoryStore target = MemoryStore.versioned();
    target.put("a/plain.txt", "theirs");
    target.put("empty", "");
    target.put("theirs", "precious");
    fixture.nonempty = Nonempty.FILL;

    SourceReport report = fixture.restore(target);

    assertThat(target.contents())
        .containsEntry("a/plain.txt#0", "OBJECT theirs")
        .containsEntry("theirs#0", "OBJECT precious")
        .containsEntry("a/versions.txt#2", "OBJECT first");
    assertThat(report.conflicts().first())
        .singleElement()
        .matches(c -> c.key().equals("a/plain.txt"));
    assertThat(report.alreadyThere()).isEqualTo(1);
    assertThat(report.written()).isEqualTo(VERSIONS - 2);
    assertThat(report.differences()).isEqualTo(NOTHING);
  }

  @Test
  void anObjectThatAnEarlierRunLeftWithoutItsAttributesGetsThem() {
    commit();
    MemoryStore target = MemoryStore.versioned();
    target.put("rich", "rich");

    SourceReport report = fixture.restore(target);

    assertThat(report.written()).isEqualTo(VERSIONS);
    assertThat(report.conflicts()).isEqualTo(NOTHING);
    SourceReport again = fixture.restore(target);
    assertThat(again.written()).isZero();
    assertThat(again.differences()).isEqualTo(NOTHING);
    assertThat(again.losses()).singleElement().matches(loss -> loss.example().startsWith("rich"));
  }

  @Test
  void whenFillingTheSameBytesWithOtherAttributesAreLeftAlone() {
    commit();
    MemoryStore target = MemoryStore.versioned();
    target.put("rich", "rich");
    fixture.nonempty = Nonempty.FILL;

    SourceReport report = fixture.restore(target);

    assertThat(report.written()).isEqualTo(VERSIONS - 1);
    assertThat(report.conflicts().first())
        .singleElement()
        .matches(c -> c.key().equals("rich") && c.detail().contains("left alone"));
  }

  @Test
  void onlyTheKeysOfAPatternAreRestored() {
    commit();
    MemoryStore target = new MemoryStore();

    SourceReport report = fixture.restore(target, "a/*.txt", "rich");

    assertThat(target.contents().keySet())
        .allMatch(key -> key.startsWith("a/") || key.startsWith("rich"))
        .hasSize(10);
    assertNothingWrong(report);
  }

  @Test
  void thePartsOfARestoreMayFollowEachOther() {
    commit();
    MemoryStore target = new MemoryStore();
    fixture.restore(target, "a/**");
    fixture.restore(target, "empty", "odd/**", "rich", "z/**");

    assertThat(target.contents()).isEqualTo(source.contents());
  }

  @Test
  void aPatternThatMatchesNothingIsAMistake() {
    commit();

    assertThatThrownBy(() -> fixture.restore(new MemoryStore(), "b/**"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("b/**");
  }

  @Test
  void entriesWhoseBytesAreMissingAreNamed() {
    new BundleBuilder()
        .source("media", source)
        .withoutBytes(Key.of("rich"))
        .commit(new DirectoryStore(folder));
    MemoryStore target = new MemoryStore();

    RestoreReport whole = fixture.run(target);
    SourceReport report = whole.sources().get("media");

    assertThat(report.withoutBytes().count()).isEqualTo(1);
    assertThat(report.withoutBytes().first().getFirst().key()).startsWith("rich");
    assertThat(report.withoutBytes().first().getFirst().detail()).contains("forbidden");
    assertThat(whole.hasGaps()).isTrue();
    assertThat(target.contents()).hasSize(VERSIONS - 1);
    assertThat(report.differences()).isEqualTo(NOTHING);
  }

  @Test
  void itIsForetoldBeforeAnythingIsWritten() {
    commit();
    MemoryStore target = new MemoryStore();
    FaultyStore watched = new FaultyStore(target);
    watched.fail(
        made -> {
          assertThat(made.call() != Call.WRITE || fixture.foretold.containsKey("media"))
              .as("foretold before " + made)
              .isTrue();
          return false;
        },
        FaultyStore.When.BEFORE,
        IllegalStateException::new);

    fixture.restore(watched);

    Forecast forecast = fixture.foretold.get("media");
    assertThat(forecast.entries()).isEqualTo(VERSIONS);
    assertThat(forecast.bytes()).isGreaterThan(1_300_000);
  }

  private static void assertNothingWrong(SourceReport report) {
    assertThat(report.withoutBytes()).isEqualTo(NOTHING);
    assertThat(report.damaged()).isEqualTo(NOTHING);
    assertThat(report.conflicts()).isEqualTo(NOTHING);
    assertThat(report.differences()).isEqualTo(NOTHING);
    assertThat(report.losses()).isEmpty();
  }
}
