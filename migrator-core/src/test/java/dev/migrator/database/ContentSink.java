package dev.migrator.database;

import java.io.ByteArrayOutputStream;

/// Keeps the content of a chunk, however it is stored.
public final class ContentSink implements OpenCut.ByteSink {
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();

  @Override
  public void write(byte[] bytes, int offset, int length) {
    content.write(bytes, offset, length);
  }

  @Override
  public void store(byte[] bytes, int offset, int length) {
    // the content says all
  }

  public byte[] content() {
    return content.toByteArray();
  }
}
