package dev.migrator.bundle.volume;

import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Sha256;

/// A stored file of zstd frames that is read. Trusts nothing: what is not as the seek table says
/// throws [BundleDamagedException]. Safe for many threads.
public final class FramedFile {
  private static final int MAX_TABLE_BYTES = 64 << 20;

  private final BundleFiles store;
  private final String path;
  private final long sizeBytes;
  private final SeekTable table;

  private FramedFile(BundleFiles store, String path, long sizeBytes, SeekTable table) {
    this.store = store;
    this.path = path;
    this.sizeBytes = sizeBytes;
    this.table = table;
  }

  /// Reads the seek table.
  public static FramedFile open(BundleFiles store, String path) {
    long sizeBytes = store.sizeBytes(path).orElseThrow(() -> damaged(path, "it is missing"));
    try {
      return new FramedFile(store, path, sizeBytes, readTable(store, path, sizeBytes));
    } catch (IllegalArgumentException e) {
      throw damaged(path, String.valueOf(e.getMessage()));
    }
  }

  private static SeekTable readTable(BundleFiles store, String path, long sizeBytes) {
    if (sizeBytes < SeekTable.FOOTER_BYTES) {
      throw new IllegalArgumentException("it has only " + sizeBytes + " bytes");
    }
    int footer = SeekTable.FOOTER_BYTES;
    long length = SeekTable.encodedBytes(store.bytes(path, sizeBytes - footer, footer));
    if (length > sizeBytes || length > MAX_TABLE_BYTES) {
      throw new IllegalArgumentException("its seek table claims " + length + " bytes");
    }
    SeekTable table =
        SeekTable.decode(store.bytes(path, sizeBytes - length, Math.toIntExact(length)));
    if (table.storedBytes() + length != sizeBytes) {
      throw new IllegalArgumentException(
          "its seek table covers %d of %d bytes"
              .formatted(table.storedBytes() + length, sizeBytes));
    }
    return table;
  }

  public SeekTable table() {
    return table;
  }

  /// Length of the stored file, the seek table included.
  public long sizeBytes() {
    return sizeBytes;
  }

  public String path() {
    return path;
  }

  /// Content of the frames from `fromFrame` on, up to `toFrame` excluded. The caller closes it.
  public FrameReader frames(int fromFrame, int toFrame) {
    return new FrameReader(store, path, table, fromFrame, toFrame, null);
  }

  /// Content of all frames. The caller closes it.
  public FrameReader frames() {
    return frames(0, table.frames());
  }

  /// Content of all frames; with it comes the hash of the stored file. The caller closes it.
  public FrameReader hashedFrames() {
    return new FrameReader(store, path, table, 0, table.frames(), Sha256.newDigest());
  }

  /// A frame as it is stored.
  ///
  /// @param maxBytes if it is longer, the file is damaged
  public byte[] storedFrame(int frame, int maxBytes) {
    if (frame >= table.frames() || table.storedBytes(frame) > maxBytes) {
      throw damaged(path, "it has no frame %d of at most %d bytes".formatted(frame, maxBytes));
    }
    return store.bytes(path, table.storedOffset(frame), table.storedBytes(frame));
  }

  static BundleDamagedException damaged(String path, String problem) {
    return new BundleDamagedException(
        path + " is damaged: " + problem,
        "Run `migrator verify` to see all that is affected, and put the file back from a copy.");
  }
}
