package dev.migrator.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.BundleBuilder;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Key;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.SourceDescription;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.restore.RestoreRequest.Nonempty;
import dev.migrator.store.FaultyStore;
import dev.migrator.store.FaultyStore.When;
import dev.migrator.store.InterceptedStore.Call;
import dev.migrator.store.MemoryStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestoreFoldersTest {
  private static final Instant AT = Instant.parse("2020-01-02T03:04:05.123456789Z");

  @TempDir Path folder;
  private RestoreFixture fixture;
  private MemoryStore source;

  @BeforeEach
  void makeBundle() {
    source = new MemoryStore();
    source.describeAs(new SourceDescription("files", "memory", new TreeMap<>(), List.of()));
    folder("a/", 0755);
    folder("a/b/", 0555);
    source.put(Key.of("a/b/file"), new byte[] {1, 2, 3}, attributes(0644, null));
    folder("a!/", 0700);
    folder("a/empty/", 0755);
    source.putWithoutBytes(Key.of("a/link"), Kind.LINK, attributes(0777, Key.of("b/file")));
    new BundleBuilder().source("media", source).commit(new DirectoryStore(folder));
    fixture = new RestoreFixture(folder);
  }

  private void folder(String key, int mode) {
    source.putWithoutBytes(Key.of(key), Kind.FOLDER, attributes(mode, null));
  }

  private static FileAttributes attributes(int mode, @Nullable Key linkTarget) {
    return new FileAttributes(
        mode, 1000, 1000, null, null, AT, null, new TreeMap<>(), linkTarget, List.of(), null);
  }

  @Test
  void foldersAreMadeLastAndTheDeepestFirst() {
    List<String> order = new ArrayList<>();
    FaultyStore watched = new FaultyStore(new MemoryStore());
    watched.fail(
        made -> {
          if (made.call() == Call.WRITE) {
            order.add(String.valueOf(made.key()));
          }
          return false;
        },
        When.BEFORE,
        IllegalStateException::new);
    fixture.workers = 1;

    SourceReport report = fixture.restore(watched);

    assertThat(order).containsExactly("a/b/file", "a/link", "a!/", "a/b/", "a/empty/", "a/");
    assertThat(report.written()).isEqualTo(6);
    assertThat(report.differences().count()).isZero();
  }

  @Test
  void aSecondRunFindsThemAll() {
    MemoryStore target = new MemoryStore();
    fixture.restore(target);

    SourceReport again = fixture.restore(target);

    assertThat(again.written()).isZero();
    assertThat(again.alreadyThere()).isEqualTo(6);
    assertThat(again.differences().count()).isZero();
  }

  @Test
  void foldersThatOnlyHoldOthersGetTheirAttributes() {
    MemoryStore target = new MemoryStore();
    target.putWithoutBytes(Key.of("a/"), Kind.FOLDER, attributes(0711, null));

    SourceReport report = fixture.restore(target);

    assertThat(report.written()).isEqualTo(6);
    assertThat(report.conflicts().count()).isZero();
    assertThat(report.differences().count()).isZero();
  }

  @Test
  void whenFillingAFolderThatIsThereKeepsItsAttributes() {
    MemoryStore target = new MemoryStore();
    target.putWithoutBytes(Key.of("a/"), Kind.FOLDER, attributes(0711, null));
    fixture.nonempty = Nonempty.FILL;

    SourceReport report = fixture.restore(target);

    assertThat(report.written()).isEqualTo(5);
    assertThat(report.conflicts().first())
        .singleElement()
        .matches(c -> c.key().equals("a/") && c.detail().contains("mode is 711, should be 755"));
  }

  @Test
  void aLinkToAnotherPlaceIsAConflict() {
    MemoryStore target = new MemoryStore();
    target.putWithoutBytes(Key.of("a/link"), Kind.LINK, attributes(0777, Key.of("/etc/passwd")));

    SourceReport report = fixture.restore(target);

    assertThat(report.conflicts().first())
        .singleElement()
        .matches(c -> c.key().equals("a/link") && c.detail().contains("/etc/passwd"));
  }
}
