package dev.migrator.restore;

import static dev.migrator.restore.Restored.assertEqual;
import static dev.migrator.restore.Restored.assertNothingLeftToDo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.BundleBuilder;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.model.Key;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.MemoryStore;
import dev.migrator.store.ObjectSource;
import dev.migrator.store.files.FileSource;
import dev.migrator.store.files.FileTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestoreTreesTest {
  @TempDir Path folder;

  private RestoreFixture bundle(ObjectSource source) {
    Path place = folder.resolve("bundle");
    new BundleBuilder().source("media", source).commit(new DirectoryStore(place));
    return new RestoreFixture(place);
  }

  @Test
  void aTreeComesBackAsATree() throws IOException {
    Path tree = folder.resolve("tree");
    Path restored = folder.resolve("restored");
    SampleTree.create(tree);
    RestoreFixture fixture = bundle(new FileSource(tree));

    assertEqual(fixture.restore(new FileTarget(restored)));

    assertThat(restored.resolve("sub/closed/file")).hasContent("inside");
    assertThat(Files.readSymbolicLink(restored.resolve("link"))).hasToString("sub/closed/file");
    assertThat(Files.getPosixFilePermissions(restored.resolve("sub/closed")))
        .isEqualTo(PosixFilePermissions.fromString("r-xr-xr-x"));
    assertThat(Files.getLastModifiedTime(restored.resolve("sub")))
        .isEqualTo(Files.getLastModifiedTime(tree.resolve("sub")));
    assertThat(restored.resolve("empty")).isEmptyDirectory();
    assertNothingLeftToDo(fixture.restore(new FileTarget(restored)));
    SampleTree.reopen(tree);
    SampleTree.reopen(restored);
  }

  @Test
  void aBucketWithVersionsComesToATree() {
    RestoreFixture fixture = bundle(SampleBucket.create());
    Path restored = folder.resolve("restored");

    assertEqual(fixture.restore(new FileTarget(restored)));

    assertThat(restored.resolve("a/versions.txt")).hasContent("the third");
    assertThat(restored.resolve("a/back.txt")).hasContent("after");
    assertThat(restored.resolve("a/deleted.txt")).doesNotExist();
    assertNothingLeftToDo(fixture.restore(new FileTarget(restored)));
  }

  @Test
  void keysThatAreNoPathsComeToATreeAndNothingLeavesIt() {
    MemoryStore source = new MemoryStore();
    source.describeAs(new SourceDescription("s3", "memory", new TreeMap<>(), List.of()));
    for (String key : List.of("a", "a/b", "a/", "../up", "x//y", "Case", "case", "%41", "z\n")) {
      source.put(Key.of(key), key.getBytes(UTF_8), MemoryStore.noneOf());
    }
    RestoreFixture fixture = bundle(source);
    Path restored = folder.resolve("restored");

    assertEqual(fixture.restore(new FileTarget(restored)));

    assertNothingLeftToDo(fixture.restore(new FileTarget(restored)));
    assertThat(folder.resolve("up")).doesNotExist();
  }
}
