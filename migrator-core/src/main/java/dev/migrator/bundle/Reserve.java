package dev.migrator.bundle;

import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.store.BundleStore.FileWriter;
import dev.migrator.error.SpaceException;
import java.util.SplittableRandom;

/// Space set aside, so that a commit can be written where the disk is full: a file bearing the name
/// of work in flight. Only where the place tells its free space: others do not run full.
final class Reserve {
  private static final int MIN_BYTES = 2 << 20;
  private static final int BLOCK_BYTES = 1 << 20;

  private final BundleStore store;
  private long sizeBytes;

  Reserve(BundleStore store) {
    this.store = store;
  }

  /// Sets aside what a commit of this length and its tag files need, if there is room for it.
  void provide(long commitBytes) {
    long wanted = Math.max(MIN_BYTES, 3 * commitBytes);
    if (sizeBytes >= wanted || store.freeBytes().isEmpty()) {
      return;
    }
    try {
      write(wanted);
      sizeBytes = wanted;
    } catch (SpaceException e) {
      sizeBytes = 0; // no reserve, then: what is written next says that the place is full
    }
  }

  private void write(long wanted) {
    byte[] block = new byte[BLOCK_BYTES];
    new SplittableRandom(wanted).nextBytes(block); // zeros take no space on some file systems
    try (FileWriter file = store.create(Names.RESERVE)) {
      while (file.position() < wanted) {
        file.write(block, 0, block.length);
      }
      file.finish();
    }
  }

  /// Gives the space free.
  ///
  /// @return false where there was none
  boolean release() {
    boolean isThere = sizeBytes > 0;
    if (isThere) {
      store.delete(Names.RESERVE);
      sizeBytes = 0;
    }
    return isThere;
  }

  /// Runs something that writes and may be repeated; where space runs out, once more with the
  /// reserve.
  void spend(Runnable write) {
    try {
      write.run();
    } catch (SpaceException e) {
      if (!release()) {
        throw e;
      }
      write.run();
    }
  }
}
