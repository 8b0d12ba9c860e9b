package dev.migrator.bundle.store;

import dev.migrator.error.SpaceException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// A store whose N-th call of a kind fails, once or from then on.
public final class FaultyBundleStore implements BundleStore {
  private final BundleStore store;
  private final Fault fault;
  private final long failing;
  private long calls;

  /// Changes are: a file is begun, written to, finished, replaced, deleted.
  public enum Fault {
    /// The process dies before a change: nothing changes any more, no cleaning up either.
    KILLED_BEFORE,
    /// The process dies after a change.
    KILLED_AFTER,
    /// A change fails, and is not made.
    FAILS_ONCE,
    /// A change is made, and fails all the same.
    FAILS_ONCE_MADE,
    /// A change finds the place full.
    FULL_ONCE,
    /// From a writing on the place is full, but small files still find room.
    FULL,
    /// A reading breaks off in its middle.
    READING_BREAKS_ONCE
  }

  /// What a dead process cannot catch.
  public static final class Dead extends RuntimeException {
    private static final long serialVersionUID = 1;

    Dead() {
      super("the process is dead");
    }
  }

  /// @param failing the call that fails, from 1
  public FaultyBundleStore(BundleStore store, Fault fault, long failing) {
    this.store = store;
    this.fault = fault;
    this.failing = failing;
  }

  /// Whether the fault was met.
  public synchronized boolean wasMet() {
    return calls >= failing;
  }

  private synchronized void change(Runnable change) {
    switch (fault) {
      case KILLED_BEFORE -> {
        if (++calls >= failing) {
          throw new Dead();
        }
        change.run();
      }
      case KILLED_AFTER -> {
        if (++calls > failing) {
          throw new Dead();
        }
        change.run();
        if (calls == failing) {
          throw new Dead();
        }
      }
      case FAILS_ONCE -> {
        if (++calls == failing) {
          throw failed();
        }
        change.run();
      }
      case FAILS_ONCE_MADE -> {
        change.run();
        if (++calls == failing) {
          throw failed();
        }
      }
      case FULL_ONCE -> {
        if (++calls == failing) {
          throw full();
        }
        change.run();
      }
      case FULL, READING_BREAKS_ONCE -> change.run();
    }
  }

  private synchronized void writing(Runnable write) {
    if (fault == Fault.FULL && ++calls >= failing) {
      throw full();
    }
    change(write);
  }

  private StoreException failed() {
    return new StoreException(Reason.REJECTED, "change %d fails".formatted(calls), "x", null);
  }

  private SpaceException full() {
    return new SpaceException("no room left in " + label(), "Make room.", null);
  }

  private synchronized boolean isDead() {
    return (fault == Fault.KILLED_BEFORE || fault == Fault.KILLED_AFTER) && wasMet();
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
  public synchronized InputStream read(String path, long offset, long sizeBytes) {
    InputStream in = store.read(path, offset, sizeBytes);
    return fault == Fault.READING_BREAKS_ONCE && ++calls == failing
        ? new Breaking(in, sizeBytes / 2)
        : in;
  }

  private static final class Breaking extends FilterInputStream {
    private long left;

    Breaking(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        throw new IOException("Input/output error");
      }
      int size = in.read(bytes, offset, (int) Math.min(left, length));
      left -= Math.max(0, size);
      return size;
    }

    @Override
    public long skip(long count) throws IOException {
      return readNBytes((int) Math.min(count, 1 << 16)).length;
    }
  }

  @Override
  public Optional<Long> sizeBytes(String path) {
    return store.sizeBytes(path);
  }

  @Override
  public FileWriter create(String path) {
    FileWriter[] created = new FileWriter[1];
    change(() -> created[0] = store.create(path));
    return new Writer(created[0]);
  }

  private final class Writer implements FileWriter {
    private final FileWriter writer;

    Writer(FileWriter writer) {
      this.writer = writer;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      writing(() -> writer.write(bytes, offset, length));
    }

    @Override
    public long position() {
      return writer.position();
    }

    @Override
    public void finish() {
      change(writer::finish);
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
