package dev.migrator.store;

import dev.migrator.model.Attributes;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Entry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;

/// Reads one version; asks anew at every call whether it is still there.
final class MemoryReader implements ObjectReader {
  private final Supplier<MemoryStore.Version> current;

  MemoryReader(Supplier<MemoryStore.Version> current) {
    this.current = current;
  }

  @Override
  public InputStream bytes(ByteRange range) {
    byte[] bytes = current.get().bytes();
    if (range.end() > bytes.length) {
      throw new IllegalArgumentException(range + " is outside of " + bytes.length + " bytes");
    }
    return new ByteArrayInputStream(bytes, (int) range.offset(), (int) range.sizeBytes());
  }

  @Override
  public Attributes attributes() {
    return current.get().attributes();
  }

  @Override
  public List<Entry.Missing> missing() {
    return current.get().missing();
  }

  @Override
  public ContentCheck check() {
    MemoryStore.Version version = current.get();
    return new MemoryEtag(version.attributes(), version.listed().etag());
  }

  @Override
  public void confirmUnchanged() {}

  @Override
  public void close() {}
}
