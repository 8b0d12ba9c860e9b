package dev.migrator.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.bundle.BundleBuilder;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Attributes;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.restore.RestoreReport.Difference;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.store.FaultyStore;
import dev.migrator.store.FaultyStore.When;
import dev.migrator.store.InterceptedStore.Call;
import dev.migrator.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RestoreFaultTest {
  @TempDir Path folder;
  private RestoreFixture fixture;
  private MemoryStore source;

  @BeforeEach
  void makeBundle() {
    source = SampleBucket.create();
    fixture = new RestoreFixture(folder);
    commit();
  }

  private void commit() {
    new BundleBuilder().source("media", source).commit(new DirectoryStore(folder));
  }

  @ParameterizedTest
  @EnumSource(When.class)
  void whicheverCallFailsARerunConvergesWithoutASecondVersion(When when) {
    for (int n = 1; ; n++) {
      MemoryStore target = new MemoryStore();
      FaultyStore failing = new FaultyStore(target);
      failing.failNth(n, when, Reason.ACCOUNT_GONE);
      try {
        fixture.restore(failing);
        assertThat(failing.fired()).as("calls that fail in silence, n = " + n).isZero();
        return;
      } catch (StoreException expected) {
        SourceReport report = fixture.restore(target);
        assertThat(target.contents()).as("n = " + n).isEqualTo(source.contents());
        assertThat(report.differences().count() + report.conflicts().count()).isZero();
      }
    }
  }

  @Test
  void aWriteThatIsTriedAgainLeavesAVersionThatAllRunsUnderstand() {
    MemoryStore target = new MemoryStore();
    FaultyStore failing = new FaultyStore(target);
    failing.failNth(Call.WRITE, 2, When.AFTER, Reason.UNAVAILABLE);

    SourceReport first = fixture.restore(failing);
    SourceReport second = fixture.restore(target);

    assertThat(target.contents()).hasSize(source.contents().size() + 1);
    assertThat(first.differences().count()).isZero();
    assertThat(second.differences().count() + second.conflicts().count()).isZero();
    assertThat(second.written()).isZero();
  }

  @Test
  void aStoppedRunSaysSoAndTheNextOneGoesOn() {
    MemoryStore target = new MemoryStore();
    FaultyStore stopping = new FaultyStore(target);
    stopping.fail(
        made -> {
          if (made.call() == Call.WRITE && made.nthOfCall() == 3) {
            fixture.stop.stop();
          }
          return false;
        },
        When.AFTER,
        IllegalStateException::new);
    fixture.workers = 1;

    assertThat(fixture.run(stopping).interrupted()).isTrue();
    assertThat(target.contents()).hasSize(3);

    RestoreFixture next = new RestoreFixture(folder);
    RestoreReport report = next.run(target);
    assertThat(report.interrupted()).isFalse();
    assertThat(target.contents()).isEqualTo(source.contents());
  }

  @Test
  void wrongBytesAtTheTargetAreFound() {
    SourceReport report =
        fixture.restore(altering(UnaryOperator.identity(), RestoreFaultTest::flipped));

    assertThat(report.differences().first())
        .extracting(Difference::key)
        .anyMatch(key -> key.startsWith("a/plain.txt"));
    assertThat(report.differences().first().getFirst().detail()).contains("SHA-256");
  }

  @Test
  void droppedMetadataIsFound() {
    SourceReport report =
        fixture.restore(
            altering(entry -> with(entry, MemoryStore.noneOf()), UnaryOperator.identity()));

    Difference rich =
        report.differences().first().stream()
            .filter(difference -> difference.key().startsWith("rich"))
            .findFirst()
            .orElseThrow();
    assertThat(rich.detail())
        .contains("cache-control", "user-metadata", "tags", "website-redirect");
  }

  @Test
  void aTargetThatTakesTwoKeysForOneIsFound() {
    source.put("A/PLAIN.txt", "upper");
    commit();

    SourceReport report =
        fixture.restore(altering(RestoreFaultTest::withLowerCaseKey, UnaryOperator.identity()));

    assertThat(report.differences().first()).extracting(Difference::key).contains("a/plain.txt");
  }

  @Test
  void whatOneKeyIsRefusedForIsListedAndTheOthersGoOn() {
    MemoryStore target = new MemoryStore();
    FaultyStore refusing = new FaultyStore(target);
    refusing.failAlways(Call.WRITE, Key.of("rich"), Reason.REJECTED);

    SourceReport report = fixture.restore(refusing);

    assertThat(report.differences().first())
        .singleElement()
        .matches(difference -> difference.detail().contains("scripted"));
    assertThat(target.contents()).hasSize(source.contents().size() - 1);
  }

  @Test
  void aFullOrClosedTargetEndsTheRun() {
    FaultyStore closing = new FaultyStore(new MemoryStore());
    closing.failFrom(10, Reason.ACCOUNT_GONE);

    assertThatThrownBy(() -> fixture.restore(closing)).isInstanceOf(StoreException.class);
  }

  @Test
  void damagedBytesAreNotWrittenAndAllOthersAre() throws IOException {
    flipAByteOfAPiece();
    MemoryStore target = new MemoryStore();

    RestoreReport report = fixture.run(target);

    SourceReport media = Objects.requireNonNull(report.sources().get("media"));
    assertThat(report.isDamaged()).isTrue();
    assertThat(media.damaged().first())
        .singleElement()
        .matches(damaged -> damaged.key().startsWith("z/large.bin"));
    assertThat(target.contents()).doesNotContainKey("z/large.bin#0").hasSize(12);
    assertThat(media.differences().count()).isZero();
  }

  private void flipAByteOfAPiece() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Path piece =
          files
              .filter(file -> file.toString().contains("/big/"))
              .filter(Files::isRegularFile)
              .sorted()
              .findFirst()
              .orElseThrow();
      byte[] bytes = Files.readAllBytes(piece);
      bytes[bytes.length / 2] ^= 1;
      Files.write(piece, bytes);
    }
  }

  private static AlteringTarget altering(
      UnaryOperator<Entry> ofEntry, UnaryOperator<byte[]> ofBytes) {
    return new AlteringTarget(new MemoryStore(), ofEntry, ofBytes);
  }

  private static byte[] flipped(byte[] bytes) {
    byte[] other = bytes.clone();
    if (other.length > 0) {
      other[0] ^= 1;
    }
    return other;
  }

  private static Entry with(Entry entry, Attributes attributes) {
    return new Entry(
        entry.ordinal(), entry.listed(), attributes, entry.content(), entry.drift(), entry.gaps());
  }

  private static Entry withLowerCaseKey(Entry entry) {
    Listed listed = entry.listed();
    Key key = Key.of(entry.key().text().toLowerCase(Locale.ROOT));
    return new Entry(
        entry.ordinal(),
        new Listed(
            key,
            listed.kind(),
            listed.versionId(),
            listed.latest(),
            listed.sizeBytes(),
            listed.modified(),
            listed.etag(),
            listed.storageClass()),
        entry.attributes(),
        entry.content(),
        entry.drift(),
        entry.gaps());
  }
}
