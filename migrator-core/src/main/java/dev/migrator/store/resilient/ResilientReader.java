package dev.migrator.store.resilient;

import dev.migrator.model.Attributes;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Entry;
import dev.migrator.store.ContentCheck;
import dev.migrator.store.ObjectReader;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;

/// Reads one object version; calls that fail for the moment are made again.
final class ResilientReader implements ObjectReader {
  private final Host host;
  private final ObjectReader reader;
  private final Supplier<String> label;

  ResilientReader(Host host, ObjectReader reader, Supplier<String> label) {
    this.host = host;
    this.reader = reader;
    this.label = label;
  }

  @Override
  public InputStream bytes(ByteRange range) {
    return new ResumingStream(host, reader::bytes, range, label);
  }

  @Override
  public Attributes attributes() {
    return host.call(reader::attributes);
  }

  @Override
  public List<Entry.Missing> missing() {
    return reader.missing();
  }

  @Override
  public ContentCheck check() {
    return reader.check();
  }

  @Override
  public void confirmUnchanged() {
    host.call(() -> {
      reader.confirmUnchanged();
      return true;
    });
  }

  @Override
  public void close() {
    reader.close();
  }
}
