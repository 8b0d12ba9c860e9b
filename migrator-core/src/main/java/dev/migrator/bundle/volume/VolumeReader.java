package dev.migrator.bundle.volume;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.model.Sha256;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Walks the members of a volume, from the first to the last, all of its bytes. Accepts only what
/// [VolumeWriter] writes: regular files, ustar with an extended header of `path` and `size`. Checks
/// neither `VOLUME.json`, `INDEX.ndjson` and `END.json` nor hashes. Not for several threads.
public final class VolumeReader implements AutoCloseable {
  private static final int MAX_EXTENDED_BYTES = 64 << 10;

  private final FramedFile file;
  private final FrameReader in;
  private final Content content = new Content();
  private final byte[] block = new byte[TarHeader.BLOCK];
  private long offset;
  private long remaining;
  private int padding;

  /// @param contentOffset of the member's first byte, in the uncompressed volume
  public record Member(String name, long sizeBytes, long contentOffset) {}

  private VolumeReader(FramedFile file, FrameReader in) {
    this.file = file;
    this.in = in;
  }

  /// @throws dev.migrator.error.BundleDamagedException if the file is missing or its seek table is
  ///   not sound; so do the other methods where the volume is not as it should be
  public static VolumeReader open(BundleFiles store, String path) {
    FramedFile file = FramedFile.open(store, path);
    return new VolumeReader(file, file.hashedFrames());
  }

  /// Walks only what lies in the last frame: of a whole volume `END.json`.
  public static VolumeReader openEnd(FramedFile file) {
    int frames = file.table().frames();
    return new VolumeReader(file, file.frames(Math.max(0, frames - 1), frames));
  }

  public SeekTable table() {
    return file.table();
  }

  /// The hash of the stored file, once [#next()] said that there are no more members.
  public Sha256 storedSha256() {
    return in.storedSha256();
  }

  public long storedBytes() {
    return file.sizeBytes();
  }

  /// Goes to the next member, past what was not read of this one.
  ///
  /// @return null at the end, of archive and file
  public @Nullable Member next() {
    content.skipNBytes(remaining);
    readZeros(padding);
    readBlock();
    if (isZero()) {
      readEnd();
      return null;
    }
    return isType('x') ? extended() : member(ustarName(), octal(124, 12));
  }

  /// The current member's bytes. Need not be closed.
  public InputStream content() {
    return content;
  }

  private Member extended() {
    long sizeBytes = octal(124, 12);
    if (sizeBytes > MAX_EXTENDED_BYTES) {
      throw damaged("an extended header of " + sizeBytes + " bytes");
    }
    byte[] records = new byte[(int) sizeBytes];
    readFully(records);
    readZeros(TarHeader.padding(sizeBytes));
    PaxRecords pax = records(records);
    readBlock();
    String name = pax.path() == null ? ustarName() : pax.path();
    return member(name, pax.size() == null ? octal(124, 12) : pax.size());
  }

  private PaxRecords records(byte[] bytes) {
    try {
      return PaxRecords.parse(bytes);
    } catch (IllegalArgumentException e) {
      throw damaged("an extended header with " + e.getMessage());
    }
  }

  private Member member(String name, long sizeBytes) {
    if (!isType('0')) {
      throw damaged("a member that is no regular file");
    }
    remaining = sizeBytes;
    padding = TarHeader.padding(sizeBytes);
    return new Member(name, sizeBytes, offset);
  }

  private boolean isType(char type) {
    return block[156] == type;
  }

  private void readBlock() {
    readFully(block);
    if (!isZero() && octal(148, 8) != TarHeader.checksum(block)) {
      throw damaged("a header whose checksum is wrong");
    }
  }

  private boolean isZero() {
    return Arrays.equals(block, new byte[TarHeader.BLOCK]);
  }

  private void readEnd() {
    readZeros(TarHeader.BLOCK);
    if (in.read() >= 0) {
      throw damaged("bytes after the archive's end");
    }
  }

  private String ustarName() {
    if (!new String(block, 257, 5, UTF_8).equals("ustar") || block[345] != 0) {
      throw damaged("a header that is not ustar");
    }
    int length = 0;
    while (length < TarHeader.NAME_BYTES && block[length] != 0) {
      length++;
    }
    return new String(block, 0, length, UTF_8);
  }

  private long octal(int from, int length) {
    long value = 0;
    for (int i = from; i < from + length && block[i] != 0 && block[i] != ' '; i++) {
      if (block[i] < '0' || block[i] > '7') {
        throw damaged("a header whose numbers are not octal");
      }
      value = value << 3 | block[i] - '0';
    }
    return value;
  }

  private void readZeros(int length) {
    byte[] zeros = new byte[length];
    readFully(zeros);
    if (!Arrays.equals(zeros, new byte[length])) {
      throw damaged("padding that is not zero");
    }
  }

  private void readFully(byte[] bytes) {
    int done = 0;
    while (done < bytes.length) {
      int size = in.read(bytes, done, bytes.length - done);
      if (size < 0) {
        throw damaged("no end: it was cut between two frames");
      }
      done += size;
    }
    offset += bytes.length;
  }

  private RuntimeException damaged(String what) {
    return FramedFile.damaged(file.path(), "it has " + what + ", near byte " + offset);
  }

  @Override
  public void close() {
    in.close();
  }

  private final class Content extends InputStream {
    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      if (remaining == 0) {
        return -1;
      }
      int size = in.read(bytes, from, (int) Math.min(length, remaining));
      return size < 0 ? cut() : advance(size);
    }

    @Override
    public void skipNBytes(long count) {
      long left = count;
      while (left > 0) {
        long size = in.skip(left);
        left -= size == 0 ? cut() : size;
        remaining -= size;
        offset += size;
      }
    }

    private int advance(int size) {
      remaining -= size;
      offset += size;
      return size;
    }

    private int cut() {
      throw damaged("no end: it was cut between two frames");
    }
  }
}
