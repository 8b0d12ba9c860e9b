package dev.migrator.store.resilient;

import dev.migrator.model.Attributes;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Entry;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.ContentCheck;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectSource;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Notes the ranges that are read of another source, and spoils the next body as told.
final class CountingReads implements ObjectSource {
  private final ObjectSource source;
  private final List<ByteRange> ranges = new ArrayList<>();
  private @Nullable Spoiler next;
  private @Nullable Runnable drip;

  private interface Spoiler {
    InputStream spoil(InputStream in);
  }

  CountingReads(ObjectSource source) {
    this.source = source;
  }

  List<ByteRange> ranges() {
    return ranges;
  }

  void breakAfter(int bytes) {
    next = in -> new SequenceInputStream(cut(in, bytes), new Broken());
  }

  void cutTo(int bytes) {
    next = in -> cut(in, bytes);
  }

  void addBytes(int bytes) {
    next = in -> new SequenceInputStream(in, new ByteArrayInputStream(new byte[bytes]));
  }

  /// From now on bodies come byte by byte, each after `between`.
  void drip(Runnable between) {
    drip = between;
  }

  private static InputStream cut(InputStream in, int bytes) {
    try {
      return new ByteArrayInputStream(in.readNBytes(bytes));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private InputStream spoiled(InputStream in) {
    Spoiler spoiler = next;
    next = null;
    InputStream body = spoiler == null ? in : spoiler.spoil(in);
    Runnable between = drip;
    return between == null ? body : new Dripping(body, between);
  }

  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("planted: connection reset");
    }
  }

  private static final class Dripping extends FilterInputStream {
    private final Runnable between;

    Dripping(InputStream in, Runnable between) {
      super(in);
      this.between = between;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      between.run();
      return super.read(bytes, offset, Math.min(1, length));
    }
  }

  @Override
  public ObjectReader read(Listed listed) {
    return new Reader(source.read(listed));
  }

  private final class Reader implements ObjectReader {
    private final ObjectReader reader;

    Reader(ObjectReader reader) {
      this.reader = reader;
    }

    @Override
    public InputStream bytes(ByteRange range) {
      ranges.add(range);
      return spoiled(reader.bytes(range));
    }

    @Override
    public Attributes attributes() {
      return reader.attributes();
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
      reader.confirmUnchanged();
    }

    @Override
    public void close() {
      reader.close();
    }
  }

  @Override
  public String label() {
    return source.label();
  }

  @Override
  public SourceDescription describe() {
    return source.describe();
  }

  @Override
  public List<KeyRange> split(KeyRange range, int parts) {
    return source.split(range, parts);
  }

  @Override
  public Listing list(KeyRange range) {
    return source.list(range);
  }

  @Override
  public void close() {
    source.close();
  }
}
