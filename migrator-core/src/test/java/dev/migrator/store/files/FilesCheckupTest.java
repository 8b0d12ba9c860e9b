package dev.migrator.store.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.check.Check;
import dev.migrator.check.Extent;
import dev.migrator.check.Extent.Counted;
import dev.migrator.check.Found;
import dev.migrator.check.Level;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.store.ObjectTarget.Creation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// File trees as sources and as targets, before anything moves.
final class FilesCheckupTest {
  @TempDir private Path folder;

  @Test
  void aFolderIsReadAndTellsHowMuchItHolds() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("a")).resolve("b"), "12345");
    Files.writeString(folder.resolve("c"), "");

    Found found = Found.by(new FilesCheckup(folder)).allWell();

    assertThat(found.extent()).isEqualTo(new Extent(3, 5, Counted.WHOLE));
    assertThat(found.only(Topic.RIGHTS).seen()).isEqualTo("3 that were tried can be read");
  }

  @Test
  void aFolderThatIsNotThereIsAFailure() {
    Check trouble = Found.by(new FilesCheckup(folder.resolve("no"))).trouble();

    assertThat(trouble.level()).isEqualTo(Level.FAILURE);
    assertThat(trouble.mend())
        .isEqualTo(new Mend.ByHand("Mount it, or name the folder that holds the files."));
  }

  @Test
  void aTargetIsTriedWithACanaryAndNothingStays() {
    Found found = Found.by(new FilesTargetCheckup(folder.resolve("new/place"), Creation.ALLOWED));

    assertThat(found.all()).noneMatch(check -> check.level() == Level.FAILURE);
    assertThat(found.all()).anyMatch(check -> check.seen().startsWith("a file with its attrib"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aTargetThatIsNotToBeMadeAndNotThereIsAFailure() {
    Path missing = folder.resolve("missing");

    Check trouble = Found.by(new FilesTargetCheckup(missing, Creation.FORBIDDEN)).trouble();

    assertThat(trouble.mend()).isEqualTo(Mend.Command.of("mkdir", "-p", missing.toString()));
  }

  @Test
  void aTargetThatHoldsSomethingIsWarnedOf() throws IOException {
    Files.writeString(folder.resolve("other"), "x");

    assertThat(
            Found.by(new FilesTargetCheckup(folder, Creation.ALLOWED)).only(Topic.CONTENT).seen())
        .startsWith("not empty: other is there");
    assertThat(folder.toFile().list()).containsExactly("other");
  }

  @Test
  void aPlaceWhereNothingCanBeMadeIsAFailure() {
    Path kernels = Path.of("/proc/migrator");

    Check trouble = Found.by(new FilesTargetCheckup(kernels, Creation.ALLOWED)).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.CANARY);
    assertThat(trouble.level()).isEqualTo(Level.FAILURE);
  }
}
