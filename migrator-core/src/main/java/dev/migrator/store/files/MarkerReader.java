package dev.migrator.store.files;

import dev.migrator.model.ByteRange;
import dev.migrator.model.Entry;
import dev.migrator.model.Listed;
import dev.migrator.model.NoAttributes;
import dev.migrator.store.ContentCheck;
import dev.migrator.store.ObjectReader;
import java.io.InputStream;
import java.util.List;

/// A delete marker: there is nothing to it.
record MarkerReader(Listed listed) implements ObjectReader {
  @Override
  public InputStream bytes(ByteRange range) {
    throw noBytes();
  }

  @Override
  public NoAttributes attributes() {
    return NoAttributes.INSTANCE;
  }

  @Override
  public List<Entry.Missing> missing() {
    return List.of();
  }

  @Override
  public ContentCheck check() {
    throw noBytes();
  }

  private IllegalArgumentException noBytes() {
    return new IllegalArgumentException("no bytes to read: " + listed.label());
  }

  @Override
  public void confirmUnchanged() {}

  @Override
  public void close() {}
}
