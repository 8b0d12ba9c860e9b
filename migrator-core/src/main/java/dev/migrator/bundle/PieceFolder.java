package dev.migrator.bundle;

import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.volume.FrameReader;
import dev.migrator.bundle.volume.FramedFile;
import dev.migrator.bundle.volume.SeekTable;
import dev.migrator.error.BundleDamagedException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A folder of pieces that no commit names: how many of them, from the first on, are whole.
final class PieceFolder {
  private final BundleStore store;
  private final String folder;
  private final SortedMap<Long, Stamp> whole = new TreeMap<>();
  private @Nullable PieceHeader first;

  private PieceFolder(BundleStore store, String folder) {
    this.store = store;
    this.folder = folder;
  }

  /// @param first header of the first piece
  record Found(PieceHeader first, Resumable.Left pieces) {}

  /// Reads the pieces, all of their bytes, up to the first that is missing or not whole.
  ///
  /// @return null where not even the first is whole
  static @Nullable Found read(BundleStore store, String folder) {
    PieceFolder pieces = new PieceFolder(store, folder);
    while (pieces.readNext()) {}
    PieceHeader first = pieces.first;
    return first == null
        ? null
        : new Found(first, new Resumable.Left(first.ordinal(), first.pieceBytes(), pieces.whole));
  }

  private boolean readNext() {
    long number = whole.size() + 1L;
    String path = Names.piece(folder, number);
    if (store.sizeBytes(path).isEmpty()) {
      return false;
    }
    try {
      whole.put(number, read(path, number));
      return true;
    } catch (BundleDamagedException | IllegalArgumentException e) {
      return false; // cut or changed: from here on the object is read anew
    }
  }

  private Stamp read(String path, long number) {
    FramedFile file = FramedFile.open(store, path);
    PieceHeader header = PieceHeader.parse(file.storedFrame(0, PieceHeader.MAX_BYTES));
    PieceHeader expected = first == null ? header : first;
    long offset = (number - 1) * expected.pieceBytes();
    long sizeBytes = Math.min(expected.pieceBytes(), expected.object().sizeBytes() - offset);
    if (!header.equals(expected.of(number, offset))
        || !folder.equals(Names.bigFolder(header.object().source(), header.ordinal()))
        || file.table().contentBytes() != sizeBytes
        || !endsWithChunks(file.table())) {
      throw new IllegalArgumentException("it is another piece");
    }
    try (FrameReader frames = file.hashedFrames()) {
      while (frames.readFrame().length > 0) {}
      first = expected;
      return new Stamp(file.sizeBytes(), frames.storedSha256());
    }
  }

  /// Whether each frame but the header and the last is a whole chunk.
  private static boolean endsWithChunks(SeekTable table) {
    for (int frame = 1; frame < table.frames() - 1; frame++) {
      if (table.contentBytes(frame) != Frames.CHUNK_BYTES) {
        return false;
      }
    }
    return true;
  }
}
