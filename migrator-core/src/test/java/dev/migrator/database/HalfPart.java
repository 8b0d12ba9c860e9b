package dev.migrator.database;

import dev.migrator.error.BundleDamagedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/// A part of which only the first half can be read.
public record HalfPart(SavedPart part) implements SavedPart {
  @Override
  public String file() {
    return part.file();
  }

  @Override
  public String table() {
    return part.table();
  }

  @Override
  public long sizeBytes() {
    return part.sizeBytes();
  }

  @Override
  public RowsHash hash() {
    return part.hash();
  }

  @Override
  public InputStream open() {
    return new SequenceInputStream(new Bounded(part.open(), sizeBytes() / 2), new Damage());
  }

  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long left) {
      this.in = in;
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      return left-- > 0 ? in.read() : -1;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static final class Damage extends InputStream {
    @Override
    public int read() {
      throw new BundleDamagedException("the part is damaged", "Take another.");
    }
  }
}
