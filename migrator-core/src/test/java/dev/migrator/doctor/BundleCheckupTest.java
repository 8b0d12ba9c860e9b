package dev.migrator.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.store.BundleStore.Lease;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.bundle.store.FaultyBundleStore;
import dev.migrator.bundle.store.FaultyBundleStore.Fault;
import dev.migrator.bundle.store.MemoryBundleStore;
import dev.migrator.check.Check;
import dev.migrator.check.Extent;
import dev.migrator.check.Extent.Counted;
import dev.migrator.check.Found;
import dev.migrator.check.Level;
import dev.migrator.check.Mend;
import dev.migrator.check.Refused;
import dev.migrator.check.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleCheckupTest {
  private static final Mend CHOWN = Mend.Command.of("chown");
  private static final Mend ELSEWHERE =
      new Mend.ByHand("Make room there, or name a larger place with --bundle.");

  @TempDir private Path folder;

  private static BundleCheckup checkup(BundleStore store, long needBytes) {
    return new BundleCheckup(
        "place",
        () -> store,
        new Extent(1, needBytes, Counted.SAMPLE),
        new Refused(CHOWN, CHOWN, CHOWN));
  }

  @Test
  void aFolderIsTakenAndWrittenAndIsAsItWas() {
    Path place = folder.resolve("deep/bundle");

    Found.by(new Traceless(place, checkup(new DirectoryStore(place), 10))).allWell();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFolderThatIsInUseByThenStays() throws IOException {
    Files.createDirectories(folder.resolve("bundle"));
    Files.writeString(folder.resolve("bundle/other"), "x");

    Found.by(new Traceless(folder, checkup(new DirectoryStore(folder.resolve("bundle")), 10)))
        .allWell();

    assertThat(folder.resolve("bundle")).isDirectoryContaining("glob:**other");
  }

  @Test
  void aBundleThatAnotherRunHoldsIsAFailureWithTheOwnersName() {
    MemoryBundleStore store = new MemoryBundleStore();
    try (Lease _ = store.again().lease()) {
      Check trouble = Found.by(checkup(store, 10)).trouble();

      assertThat(trouble.topic()).isEqualTo(Topic.LEASE);
      assertThat(trouble.level()).isEqualTo(Level.FAILURE);
      assertThat(trouble.seen()).contains("process " + ProcessHandle.current().pid());
      assertThat(trouble.mend()).isEqualTo(new Mend.ByHand("Wait."));
    }
  }

  @Test
  void aFullDiskIsAFailure() {
    BundleStore full = new FaultyBundleStore(new MemoryBundleStore(), Fault.FULL_ONCE, 2);

    Check trouble = Found.by(checkup(full, 10)).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.SPACE);
    assertThat(trouble.mend()).isEqualTo(ELSEWHERE);
  }

  @Test
  void roomThatEvenCompressionDoesNotMakeEnoughIsAFailureLessIsAWarning() {
    assertThat(Found.by(checkup(new MemoryBundleStore(100), 1000)).trouble())
        .satisfies(check -> assertThat(check.level()).isEqualTo(Level.FAILURE))
        .satisfies(check -> assertThat(check.seen()).contains("hold at least 1,000 before"))
        .satisfies(check -> assertThat(check.mend()).isEqualTo(ELSEWHERE));
    assertThat(Found.by(checkup(new MemoryBundleStore(500), 1000)).trouble().level())
        .isEqualTo(Level.WARNING);
    Found.by(checkup(new MemoryBundleStore(1000), 1000)).allWell();
  }

  @Test
  void whatLiesInTheBundleAlreadyNeedsNoRoom() {
    MemoryBundleStore store = new MemoryBundleStore(100);
    store.replace("data/x", new byte[950]);

    Found.by(checkup(store, 1000)).allWell();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsAFailure() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");

    Check trouble = Found.by(checkup(new DirectoryStore(file.resolve("bundle")), 10)).trouble();

    assertThat(trouble.level()).isEqualTo(Level.FAILURE);
  }
}
