package dev.migrator.snapshot;

import dev.migrator.bundle.store.BundleStore;
import dev.migrator.error.SpaceException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// A bundle's place that, from the N-th change on, takes no more: because the process is dead, or
/// because the place is full.
final class DyingBundle implements BundleStore {

  enum Death {
    /// Nothing happens any more, no cleaning up either.
    PROCESS,
    /// Small files still find room.
    FULL
  }

  /// What a dead process cannot catch.
  static final class Dead extends RuntimeException {
    private static final long serialVersionUID = 1;

    Dead() {
      super("the process is dead");
    }
  }

  private final BundleStore store;
  private final Death death;
  private final long lastChange;
  private final AtomicLong changes = new AtomicLong();

  DyingBundle(BundleStore store, Death death, long lastChange) {
    this.store = store;
    this.death = death;
    this.lastChange = lastChange;
  }

  /// Whether its end was reached.
  boolean hasDied() {
    return changes.get() > lastChange;
  }

  private void beforeLargeChange() {
    if (changes.incrementAndGet() > lastChange) {
      throw death == Death.PROCESS
          ? new Dead()
          : new SpaceException("no room left in " + label(), "Make room.", null);
    }
  }

  private void beforeSmallChange() {
    if (death == Death.PROCESS && changes.incrementAndGet() > lastChange) {
      throw new Dead();
    }
  }

  private boolean isDead() {
    return death == Death.PROCESS && hasDied();
  }

  @Override
  public String label() {
    return store.label();
  }

  @Override
  public List<StoredFile> list() {
    return store.list();
  }

  @Override
  public InputStream read(String path, long offset, long sizeBytes) {
    return store.read(path, offset, sizeBytes);
  }

  @Override
  public Optional<Long> sizeBytes(String path) {
    return store.sizeBytes(path);
  }

  @Override
  public FileWriter create(String path) {
    beforeSmallChange();
    return new Writer(store.create(path));
  }

  private final class Writer implements FileWriter {
    private final FileWriter writer;

    Writer(FileWriter writer) {
      this.writer = writer;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      beforeLargeChange();
      writer.write(bytes, offset, length);
    }

    @Override
    public long position() {
      return writer.position();
    }

    @Override
    public void finish() {
      beforeSmallChange();
      writer.finish();
    }

    @Override
    public void close() {
      if (!isDead()) {
        writer.close();
      }
    }
  }

  @Override
  public void replace(String path, byte[] bytes) {
    beforeSmallChange();
    store.replace(path, bytes);
  }

  @Override
  public void delete(String path) {
    beforeSmallChange();
    store.delete(path);
  }

  @Override
  public Lease lease() {
    return store.lease();
  }

  @Override
  public Optional<Long> freeBytes() {
    return store.freeBytes();
  }

  @Override
  public void close() {
    store.close();
  }
}
