package dev.migrator.bundle.store;

import static dev.migrator.store.Powers.need;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.bundle.store.BundleStore.FileWriter;
import dev.migrator.bundle.store.BundleStore.Lease;
import dev.migrator.bundle.store.BundleStore.StoredFile;
import dev.migrator.error.BundleInUseException;
import dev.migrator.error.MigratorException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [BundleStore] must do, whatever a bundle lies in.
public abstract class BundleStoreContract {
  private static final int CONTENDERS = 6;

  protected BundleStore store;

  /// Opens one and the same place, empty at the start of each test, as another run would open it.
  protected abstract BundleStore open();

  /// How often runs race for the lease; 0 where the place cannot decide between them.
  protected int raceRounds() {
    return 20;
  }

  /// Content above which a store may treat a file in another way.
  protected int largeBytes() {
    return 1 << 20;
  }

  @BeforeEach
  void openStore() {
    store = open();
  }

  @AfterEach
  void closeStore() {
    if (store != null) {
      store.close();
    }
  }

  @Test
  void aFileIsThereWholeWhenItIsFinished() throws IOException {
    byte[] content = bytes(3000);
    try (FileWriter file = store.create("data/media/vol-000001.tar.zst")) {
      file.write(content, 0, 1000);
      file.write(content, 1000, 2000);
      assertThat(file.position()).isEqualTo(3000);
      assertThat(store.sizeBytes("data/media/vol-000001.tar.zst")).isEmpty();
      file.finish();
    }

    assertThat(store.sizeBytes("data/media/vol-000001.tar.zst")).contains(3000L);
    assertThat(read("data/media/vol-000001.tar.zst", 0, 3000)).isEqualTo(content);
  }

  @Test
  void aLargeFileWrittenInOddPiecesComesBack() throws IOException {
    byte[] content = bytes(largeBytes());
    try (FileWriter file = store.create("data/big")) {
      for (int from = 0; from < content.length; from += 70_001) {
        file.write(content, from, Math.min(70_001, content.length - from));
      }
      file.finish();
    }

    assertThat(store.sizeBytes("data/big")).contains((long) content.length);
    assertThat(read("data/big", 0, content.length)).isEqualTo(content);
  }

  @Test
  void anEmptyFileIsAFile() throws IOException {
    try (FileWriter file = store.create("meta/gaps.ndjson")) {
      file.finish();
    }

    assertThat(store.sizeBytes("meta/gaps.ndjson")).contains(0L);
    assertThat(read("meta/gaps.ndjson", 0, 0)).isEmpty();
  }

  @Test
  void ofAnUnfinishedFileNothingStays() {
    try (FileWriter file = store.create("data/a")) {
      file.write(bytes(largeBytes()), 0, largeBytes());
    }

    assertThat(store.sizeBytes("data/a")).isEmpty();
    assertThat(store.list()).isEmpty();
  }

  @Test
  void replacingPutsOneFileInThePlaceOfAnother() throws IOException {
    store.replace("bagit.txt", bytes(10));
    store.replace("bagit.txt", bytes(5));

    assertThat(store.sizeBytes("bagit.txt")).contains(5L);
    assertThat(read("bagit.txt", 0, 5)).isEqualTo(bytes(5));
  }

  @Test
  void filesAreListedInByteOrder() {
    List<String> names = List.of("B", "a", "b-x", "b.x", "b/x", "b/x-y/z", "b0");
    for (String name : names.reversed()) {
      store.replace(name, bytes(name.length()));
    }

    assertThat(store.list())
        .containsExactlyElementsOf(
            names.stream().map(name -> new StoredFile(name, name.length())).toList());
  }

  @Test
  void theLeaseLeavesNoFileButItsOwn() {
    try (Lease lease = store.lease()) {
      assertThat(lease).isNotNull();
      assertThat(store.list()).allMatch(file -> file.path().equals("lock.json"));
    }
    assertThat(store.list()).isEmpty();
  }

  @Test
  void aRangeIsExactlyThatRange() throws IOException {
    store.replace("a", new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});

    assertThat(read("a", 3, 4)).containsExactly(3, 4, 5, 6);
    assertThat(read("a", 0, 10)).hasSize(10);
  }

  @Test
  void aFileShorterThanAskedForThrows() {
    store.replace("a", bytes(10));

    assertThatThrownBy(() -> read("a", 5, 6)).isInstanceOf(MigratorException.class);
    assertThatThrownBy(() -> read("a", 11, 1)).isInstanceOf(MigratorException.class);
  }

  @Test
  void whatIsNotThereHasNoLengthAndCannotBeRead() {
    assertThat(store.sizeBytes("a")).isEmpty();
    assertThatThrownBy(() -> read("a", 0, 1)).isInstanceOf(MigratorException.class);
  }

  @Test
  void aDeletedFileIsGone() {
    store.replace("data/a", bytes(10));
    store.delete("data/a");

    assertThat(store.sizeBytes("data/a")).isEmpty();
    assertThat(store.list()).isEmpty();
  }

  @Test
  void aSecondRunIsRefusedAndToldWhoHoldsTheBundle() {
    try (Lease lease = store.lease();
        BundleStore other = open()) {
      assertThat(lease).isNotNull();
      assertThatThrownBy(other::lease)
          .isInstanceOf(BundleInUseException.class)
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void aLeaseGivenBackCanBeTaken() {
    store.lease().close();

    try (BundleStore other = open();
        Lease lease = other.lease()) {
      assertThat(lease).isNotNull();
    }
  }

  @Test
  void aHolderWrites() throws IOException {
    try (Lease lease = store.lease()) {
      assertThat(lease).isNotNull();
      try (FileWriter file = store.create("data/a")) {
        file.write(bytes(7), 0, 7);
        file.finish();
      }
      store.replace("b", bytes(3));
      store.delete("b");
    }
    assertThat(store.list()).containsExactly(new StoredFile("data/a", 7));
  }

  @Test
  void ofManyRunsAtOnceExactlyOneGetsTheLease() throws Exception {
    need(raceRounds() > 0, "the place cannot decide between runs at once");
    try (ExecutorService threads = Executors.newFixedThreadPool(CONTENDERS)) {
      for (int round = 0; round < raceRounds(); round++) {
        assertThat(race(threads)).as("winners of round %d", round).isEqualTo(1);
      }
    }
  }

  private int race(ExecutorService threads) throws Exception {
    CyclicBarrier start = new CyclicBarrier(CONTENDERS);
    CyclicBarrier decided = new CyclicBarrier(CONTENDERS);
    List<Future<Boolean>> attempts = new ArrayList<>();
    for (int i = 0; i < CONTENDERS; i++) {
      attempts.add(threads.submit(() -> wins(start, decided)));
    }
    int winners = 0;
    for (Future<Boolean> attempt : attempts) {
      winners += attempt.get() ? 1 : 0;
    }
    return winners;
  }

  private boolean wins(CyclicBarrier start, CyclicBarrier decided) throws Exception {
    try (BundleStore mine = open()) {
      start.await();
      try (Lease lease = mine.lease()) {
        assertThat(lease).isNotNull();
        decided.await();
        return true;
      } catch (BundleInUseException e) {
        decided.await();
        return false;
      }
    }
  }

  private byte[] read(String path, long offset, long sizeBytes) throws IOException {
    try (InputStream in = store.read(path, offset, sizeBytes)) {
      return in.readAllBytes();
    }
  }

  protected static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
