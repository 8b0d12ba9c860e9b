package dev.migrator.restore;

import static dev.migrator.restore.Restored.assertEqual;
import static dev.migrator.restore.Restored.assertNothingLeftToDo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.BundleBuilder;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.store.Listing;
import dev.migrator.store.MemoryStore;
import dev.migrator.store.ObjectSource;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.files.FileSource;
import dev.migrator.store.files.FileTarget;
import dev.migrator.store.s3.S3Source;
import dev.migrator.store.s3.S3Target;
import dev.migrator.store.s3.TestHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Restores between real hosts and trees: what is written is equal when read back, and a second run
/// finds nothing left to do.
final class RestoreOnHostsTest {
  @TempDir Path folder;

  private RestoreFixture bundle(String name, ObjectSource source) {
    Path place = folder.resolve(name);
    new BundleBuilder().source("media", source).commit(new DirectoryStore(place));
    return new RestoreFixture(place);
  }

  @ParameterizedTest
  @EnumSource(TestHost.class)
  void aBucketGoesToTheHostAndFromThereToATreeAndAnotherBucket(TestHost host) {
    S3Address address = host.address("restore");
    RestoreFixture made = bundle("made", SampleBucket.createForHosts());
    assertEqual(made.restore(new S3Target(address)));
    assertNothingLeftToDo(made.restore(new S3Target(address)));

    RestoreFixture captured = bundle("captured", new S3Source(address));
    Path tree = folder.resolve("tree");
    assertEqual(captured.restore(new FileTarget(tree)));
    assertThat(tree.resolve("a/versions.txt")).hasContent("the third");
    assertThat(tree.resolve("a/deleted.txt")).doesNotExist();
    assertNothingLeftToDo(captured.restore(new FileTarget(tree)));

    S3Address other = host.address("restore-other");
    assertEqual(captured.restore(new S3Target(other)));
    assertNothingLeftToDo(captured.restore(new S3Target(other)));
  }

  @ParameterizedTest
  @EnumSource(TestHost.class)
  void aTreeGoesToABucket(TestHost host) throws IOException {
    Path tree = folder.resolve("tree");
    SampleTree.create(tree);
    RestoreFixture fixture = bundle("bundle", new FileSource(tree));
    S3Address address = host.address("restore-tree");

    assertEqual(fixture.restore(new S3Target(address)));
    assertNothingLeftToDo(fixture.restore(new S3Target(address)));
    SampleTree.reopen(tree);
  }

  /// A run that was killed while it tried the host out must not make the target look used.
  @ParameterizedTest
  @EnumSource(TestHost.class)
  void whatAKilledTrialLeftIsRemoved(TestHost host) {
    S3Address address = host.bucket("restore-leftover");
    MemoryStore leftover = new MemoryStore();
    leftover.put("migrator-canary-0123abcd", "migrator canary\n");
    leftover.put("migrator-canary-0123abcd-17", "migrator canary\n");
    assertEqual(bundle("leftover", leftover).restore(new S3Target(address)));

    MemoryStore one = new MemoryStore();
    one.put("a", "one");
    assertEqual(bundle("one", one).restore(new S3Target(address)));

    try (S3Target target = new S3Target(address);
        Listing listing = target.list(KeyRange.ALL)) {
      assertThat(Objects.requireNonNull(listing.next()).key()).isEqualTo(Key.of("a"));
      assertThat(listing.next()).isNull();
    }
  }
}
