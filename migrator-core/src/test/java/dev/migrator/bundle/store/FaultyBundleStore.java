package dev.migrator.bundle.store;

import dev.migrator.error.SpaceException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// A store whose N-th change fails: before or after it was made, once or from then on.
public final class FaultyBundleStore implements BundleStore {
  private final BundleStore store;
  private final Fault fault;
  private final int failing;
  private int calls;

  public enum Fault {
    /// The process dies before the change: nothing changes any more.
    KILLED_BEFORE,
    /// The process dies after the change.
    KILLED_AFTER,
    /// One call fails, and its change is not made.
    FAILS_ONCE,
    /// One call finds the place full.
    FULL_ONCE
  }

  /// @param failing the call that fails, from 1
  public FaultyBundleStore(BundleStore store, Fault fault, int failing) {
    this.store = store;
    this.fault = fault;
    this.failing = failing;
  }

  /// Whether the fault was met.
  public boolean wasMet() {
    return calls >= failing;
  }

  private synchronized void change(Runnable change) {
    calls++;
    boolean isDead = calls > failing && isKill();
    if (isDead || (calls == failing && fault != Fault.KILLED_AFTER)) {
      throw failure();
    }
    change.run();
    if (calls == failing) {
      throw failure();
    }
  }

  private boolean isKill() {
    return fault == Fault.KILLED_BEFORE || fault == Fault.KILLED_AFTER;
  }

  private RuntimeException failure() {
    return fault == Fault.FULL_ONCE
        ? new SpaceException("change %d finds no space".formatted(calls), "Free some.", null)
        : new StoreException(Reason.REJECTED, "change %d fails".formatted(calls), "None.", null);
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
    FileWriter file = store.create(path);
    change(() -> {});
    return new FileWriter() {
      @Override
      public void write(byte[] bytes, int offset, int length) {
        change(() -> file.write(bytes, offset, length));
      }

      @Override
      public long position() {
        return file.position();
      }

      @Override
      public void finish() {
        change(file::finish);
      }

      @Override
      public void close() {
        file.close();
      }
    };
  }

  @Override
  public void replace(String path, byte[] bytes) {
    change(() -> store.replace(path, bytes));
  }

  @Override
  public void delete(String path) {
    change(() -> store.delete(path));
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
