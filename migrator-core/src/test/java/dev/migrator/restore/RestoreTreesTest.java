package dev.migrator.restore;

import static dev.migrator.restore.Restored.assertEqual;
import static dev.migrator.restore.Restored.assertNothingLeftToDo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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

  @Test
  void aLineOfTheSidecarThatWasAlteredOrLostIsFoundAndMended() throws IOException {
    RestoreFixture fixture = bundle(SampleBucket.create());
    Path restored = folder.resolve("restored");
    assertEqual(fixture.restore(new FileTarget(restored)));
    Path sidecar = restored.resolve(".migrator/metadata.ndjson");
    List<String> lines = Files.readAllLines(sidecar);
    List<String> altered =
        lines.stream()
            .filter(line -> !line.contains("a/plain.txt"))
            .map(
                line -> line.contains("\"rich\"") ? line.replace("max-age=60", "max-age=61") : line)
            .toList();
    assertThat(altered).isNotEqualTo(lines).hasSize(lines.size() - 1);
    Files.write(sidecar, altered);

    RestoreReport.SourceReport filled = fill(fixture, restored);
    assertThat(filled.conflicts().first())
        .extracting(RestoreReport.Difference::key, RestoreReport.Difference::detail)
        .containsExactly(
            tuple("a/plain.txt", "its line in .migrator/metadata.ndjson is missing; left alone"),
            tuple(
                "rich",
                "its line in .migrator/metadata.ndjson is not what the bundle says of it; left alone"));

    RestoreReport.SourceReport mended = fixture.restore(new FileTarget(restored));
    assertEqual(mended);
    assertThat(mended.written()).isEqualTo(2);
    assertNothingLeftToDo(fixture.restore(new FileTarget(restored)));
  }

  private static RestoreReport.SourceReport fill(RestoreFixture fixture, Path restored) {
    fixture.nonempty = RestoreRequest.Nonempty.FILL;
    RestoreReport.SourceReport report = fixture.restore(new FileTarget(restored));
    fixture.nonempty = RestoreRequest.Nonempty.REFUSE;
    return report;
  }
}
