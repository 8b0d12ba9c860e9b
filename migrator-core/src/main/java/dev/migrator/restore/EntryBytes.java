package dev.migrator.restore;

import dev.migrator.bundle.Bundle;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Entry;
import dev.migrator.store.ObjectTarget.Bytes;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// The bytes of one entry, proven before the last of them is given away. For one thread at a time.
final class EntryBytes implements Bytes {
  private static final long MOST_IN_MEMORY = 1 << 20;

  private final Bundle bundle;
  private final Entry entry;
  private final long sizeBytes;
  private final Halt halt;
  private volatile @Nullable BundleDamagedException damage;

  EntryBytes(Bundle bundle, Entry entry, long sizeBytes, Halt halt) {
    this.bundle = bundle;
    this.entry = entry;
    this.sizeBytes = sizeBytes;
    this.halt = halt;
  }

  /// The damage that was met, whatever those who read the stream made of it; null if there was
  /// none.
  @Nullable BundleDamagedException damage() {
    return damage;
  }

  @Override
  public InputStream open() {
    halt.check();
    if (damage != null) {
      throw damage;
    }
    try {
      return sizeBytes <= MOST_IN_MEMORY ? whole() : new Watched(bundle.bytes(entry));
    } catch (BundleDamagedException e) {
      damage = e;
      throw e;
    }
  }

  private InputStream whole() {
    try (InputStream in = bundle.bytes(entry)) {
      return new ByteArrayInputStream(in.readAllBytes());
    } catch (IOException e) {
      throw new StoreException(
          Reason.UNAVAILABLE,
          "cannot read %s from %s: %s"
              .formatted(entry.listed().label(), bundle.store().label(), e.getMessage()),
          "See whether the bundle can still be read.",
          e);
    }
  }

  /// Remembers damage, and ends when the run does.
  private final class Watched extends FilterInputStream {
    Watched(InputStream proven) {
      super(new HeldBackStream(proven));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      halt.check();
      try {
        return super.read(bytes, offset, length);
      } catch (BundleDamagedException e) {
        damage = e;
        throw e;
      }
    }
  }
}
