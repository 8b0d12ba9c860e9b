package dev.migrator.model;

import java.io.Serializable;

/// `sizeBytes` bytes from `offset` on.
public record ByteRange(long offset, long sizeBytes) implements Serializable {
  public ByteRange {
    if (offset < 0 || sizeBytes < 0) {
      throw new IllegalArgumentException("negative byte range: " + offset + ", " + sizeBytes);
    }
  }

  public long end() {
    return offset + sizeBytes;
  }
}
