package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.database.OpenCut.ByteSink;
import dev.migrator.database.RowsHash;
import dev.migrator.model.ByteRange;
import dev.migrator.store.BlobStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
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
    long size = ExportReader.size(bucket, name);
    MessageDigest digest = DigestUtils.getMd5Digest();
    try (InputStream in = bucket.read(name, new ByteRange(0, size))) {
      InputStream packed =
          new Overheard(
              in,
              (bytes, offset, length) -> {
                digest.update(bytes, offset, length);
                sink.store(bytes, offset, length);
              });
      RowsHash hash = content(new Overheard(new GZIPInputStream(packed, BUFFER_BYTES), sink));
      packed.transferTo(OutputStream.nullOutputStream());
      return proven(hash, Base64.getEncoder().encodeToString(digest.digest()));
    } catch (ZipException | JacksonException e) {
      throw ExportReader.damaged(table, name + " is no gzip of items", e);
    } catch (IOException e) {
      throw ExportReader.unreadable(bucket, name, e);
    }
  }

  private Copied proven(RowsHash hash, String found) {
    if (hash.rows() != items || !found.equals(md5)) {
      throw ExportReader.damaged(
          table,
          "%s holds %,d items of %,d, and its MD5 is %s of %s"
              .formatted(name, hash.rows(), items, found, md5),
          null);
    }
    return new Copied(hash, found);
  }

  private static RowsHash content(InputStream content) throws IOException {
    ItemHash hash = new ItemHash();
    RowsHash sum = RowsHash.NONE;
    try (Items.Lines lines = new Items.Lines(content)) {
      for (@Nullable JsonNode item = lines.next(); item != null; item = lines.next()) {
        sum = sum.plus(hash.of(item));
      }
    }
    return sum;
  }

  /// Tells somebody else what is read. Closing it does not close what it reads: the rest of that
  /// may still be wanted.
  private static final class Overheard extends InputStream {
    private final InputStream in;
    private final ByteSink listener;

    Overheard(InputStream in, ByteSink listener) {
      this.in = in;
      this.listener = listener;
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
        listener.write(bytes, offset, count);
      }
      return count;
    }
  }
}
