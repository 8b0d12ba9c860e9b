package dev.migrator.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.BundleWriter;
import dev.migrator.bundle.BundleWriter.Settings;
import dev.migrator.bundle.Commit;
import dev.migrator.bundle.EntryReader;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.bundle.store.FaultyBundleStore;
import dev.migrator.bundle.store.FaultyBundleStore.Fault;
import dev.migrator.engine.Progress;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Entry;
import dev.migrator.model.KeyRange;
import dev.migrator.verify.Verification.Level;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A place that does not answer says nothing of the bundle: nobody is told that it is damaged, and
/// nothing of it is dropped.
final class PassingFailureTest {
  @TempDir Path folder;

  @BeforeEach
  void writeBundle() {
    SampleBundle.rich(folder);
  }

  /// Fails the first reading, then the second, until all succeed.
  private void eachReadingFailsOnce(Consumer<FaultyBundleStore> act) {
    int failing = 0;
    boolean wasMet = true;
    while (wasMet) {
      failing++;
      var faulty =
          new FaultyBundleStore(new DirectoryStore(folder), Fault.READING_BREAKS_ONCE, failing);
      try {
        act.accept(faulty);
      } catch (StoreException e) {
        assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE);
        assertThat(e).hasMessageContaining("Input/output error");
        assertThat(e.hint()).contains("again");
      }
      wasMet = faulty.wasMet();
    }
    assertThat(failing).as("readings").isGreaterThan(10);
  }

  @Test
  void aVerificationEndsWithoutAFinding() {
    eachReadingFailsOnce(store ->
        assertThat(
                Verifier.verify(store, OptionalLong.empty(), Level.READ, new Progress()).findings())
            .isEmpty());
  }

  @Test
  void whoReadsTheBundleIsToldThatTheReadingBrokeOff() {
    eachReadingFailsOnce(store -> {
      try (Bundle bundle = Bundle.open(store)) {
        Commit head = bundle.head();
        bundle.gaps(head, null, gap -> {});
        bundle.commit(1);
        for (String source : head.sources().keySet()) {
          bundle.description(head, source);
          readAll(bundle, head, source);
        }
        assertThat(store.wasMet()).as("a reading broke off unnoticed").isFalse();
      }
    });
  }

  private static void readAll(Bundle bundle, Commit head, String source) {
    try (EntryReader entries = bundle.entries(head, source, KeyRange.ALL)) {
      for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
        if (entry.content() != null) {
          try (InputStream in = bundle.bytes(entry)) {
            in.transferTo(OutputStream.nullOutputStream());
          }
        }
      }
    } catch (IOException e) {
      throw new AssertionError("not told as our failure", e);
    }
  }

  @Test
  void aRunThatGoesOnDropsNoWorkInFlightThatItCouldNotRead(@TempDir Path flight) {
    try (BundleStore store = new DirectoryStore(flight);
        BundleWriter writer = BundleWriter.open(store, "sample", new Settings(1 << 20))) {
      SampleBundle.sealOnly(writer);
    }
    Path volume = flight.resolve("data/media/vol-000003.tar.zst");
    assertThat(volume).exists();
    for (int failing = 1; failing <= 2; failing++) {
      var faulty =
          new FaultyBundleStore(new DirectoryStore(flight), Fault.READING_BREAKS_ONCE, failing);
      assertThatThrownBy(() -> BundleWriter.open(faulty, "sample", new Settings(1 << 20)))
          .isInstanceOf(StoreException.class);
      assertThat(volume).exists();
    }
  }
}
