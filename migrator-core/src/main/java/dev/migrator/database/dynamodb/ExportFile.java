package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.database.OpenCut.ByteSink;
import dev.migrator.database.RowsHash;
import dev.migrator.model.ByteRange;
import dev.migrator.store.BlobStore;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/// A data file of an export; it is stored as it came, byte for byte.
///
/// @param name in the bucket
/// @param items that its manifest promises
/// @param md5 that its manifest promises, in Base64
record ExportFile(Table table, BlobStore bucket, String name, long items, String md5)
    implements Portion {
  private static final int BUFFER_BYTES = 1 << 16;

  @Override
  public Copied copy(ByteSink sink) {
    long size = Export.size(bucket, name);
    try (InputStream in = bucket.read(name, new ByteRange(0, size))) {
      Packed packed = new Packed(in, sink);
      RowsHash hash = content(packed, sink);
      packed.transferTo(java.io.OutputStream.nullOutputStream());
      String found = Base64.getEncoder().encodeToString(packed.digest.digest());
      if (hash.rows() != items || !found.equals(md5)) {
        throw Export.damaged(
            table,
            "%s holds %,d items of %,d, and its MD5 is %s of %s"
                .formatted(name, hash.rows(), items, found, md5),
            null);
      }
      return new Copied(hash, found);
    } catch (java.util.zip.ZipException | com.fasterxml.jackson.core.JacksonException e) {
      throw Export.damaged(table, name + " is no gzip of items", e);
    } catch (IOException e) {
      throw Export.unreadable(bucket, name, e);
    }
  }

  private static RowsHash content(Packed packed, ByteSink sink) throws IOException {
    ItemHash hash = new ItemHash();
    RowsHash sum = RowsHash.NONE;
    InputStream content = new Content(new GZIPInputStream(packed, BUFFER_BYTES), sink);
    try (Items.Lines lines = new Items.Lines(content)) {
      for (@Nullable JsonNode item = lines.next(); item != null; item = lines.next()) {
        sum = sum.plus(hash.of(item));
      }
    }
    return sum;
  }

  /// Stores what is read.
  private static final class Packed extends FilterInputStream {
    private final ByteSink sink;
    private final MessageDigest digest = DigestUtils.getMd5Digest();

    Packed(InputStream in, ByteSink sink) {
      super(in);
      this.sink = sink;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      if (count > 0) {
        digest.update(bytes, offset, count);
        sink.store(bytes, offset, count);
      }
      return count;
    }

    /// The rest of it may still be wanted.
    @Override
    public void close() {}
  }

  /// Writes what is read.
  private static final class Content extends FilterInputStream {
    private final ByteSink sink;

    Content(InputStream in, ByteSink sink) {
      super(in);
      this.sink = sink;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = in.read(bytes, offset, length);
      if (count > 0) {
        sink.write(bytes, offset, count);
      }
      return count;
    }
  }
}
