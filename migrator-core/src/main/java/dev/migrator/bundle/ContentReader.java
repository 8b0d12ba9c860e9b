package dev.migrator.bundle;

import dev.migrator.bundle.Names.Name;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.volume.FramedFile;
import dev.migrator.bundle.volume.SeekTable;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Content;
import dev.migrator.model.Content.Member;
import dev.migrator.model.Content.Pieces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Finds the bytes of entries in volumes and pieces. Safe for many threads.
final class ContentReader {
  private static final int MAX_TABLES = 64;

  private final BundleStore store;
  private final FrameCache frames = new FrameCache();
  private final Map<String, FramedFile> volumes =
      Collections.synchronizedMap(
          new LinkedHashMap<>(MAX_TABLES, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, FramedFile> eldest) {
              return size() > MAX_TABLES;
            }
          });

  ContentReader(BundleStore store) {
    this.store = store;
  }

  InputStream open(Content content) {
    return switch (content.place()) {
      case Member member -> member(member, content.sizeBytes());
      case Pieces pieces -> pieces(pieces, content.sizeBytes());
    };
  }

  private InputStream member(Member member, long sizeBytes) {
    if (!(Names.parse(member.volume()) instanceof Name.Volume)) {
      throw damaged(member.volume(), "it is no volume's name");
    }
    if (sizeBytes == 0) {
      return InputStream.nullInputStream();
    }
    FramedFile volume = volume(member.volume());
    SeekTable table = volume.table();
    int from = table.frameAt(member.frameOffset());
    if (from < 0) {
      throw damaged(member.volume(), "no frame begins at byte " + member.frameOffset());
    }
    long end = table.contentOffset(from) + member.skipBytes() + sizeBytes;
    int to = from;
    while (to < table.frames() && table.contentOffset(to) < end) {
      to++;
    }
    InputStream content =
        isShared(table, from, to) ? cached(volume, from, to) : volume.frames(from, to);
    try {
      content.skipNBytes(member.skipBytes());
      return content;
    } catch (IOException e) {
      throw damaged(member.volume(), "it ends before its member " + member.member());
    }
  }

  /// Whether these are frames that hold small objects, so that others will want them too.
  private static boolean isShared(SeekTable table, int from, int to) {
    return table.contentOffset(to) - table.contentOffset(from) <= FrameCache.MAX_FRAME_BYTES;
  }

  private InputStream cached(FramedFile volume, int from, int to) {
    if (to == from + 1) {
      return new ByteArrayInputStream(frames.content(volume, from));
    }
    return new SequenceInputStream(
        Collections.enumeration(
            IntStream.range(from, to)
                .mapToObj(frame -> new ByteArrayInputStream(frames.content(volume, frame)))
                .toList()));
  }

  private FramedFile volume(String path) {
    FramedFile known = volumes.get(path);
    if (known == null) {
      known = FramedFile.open(store, path);
      volumes.put(path, known);
    }
    return known;
  }

  private InputStream pieces(Pieces pieces, long sizeBytes) {
    if (!(Names.parse(Names.piece(pieces.folder(), 1)) instanceof Name.Piece)
        || Math.ceilDiv(sizeBytes, Math.max(1, pieces.pieceBytes())) != pieces.count()) {
      throw damaged(pieces.folder(), "it is no folder of %d pieces".formatted(pieces.count()));
    }
    return new PiecesStream(pieces.count(), number -> piece(pieces, number, sizeBytes));
  }

  private InputStream piece(Pieces pieces, int number, long sizeBytes) {
    FramedFile piece = FramedFile.open(store, Names.piece(pieces.folder(), number));
    long expected =
        number < pieces.count()
            ? pieces.pieceBytes()
            : sizeBytes - (number - 1) * pieces.pieceBytes();
    if (piece.table().contentBytes() != expected) {
      throw damaged(
          piece.path(),
          "it holds %d bytes instead of %d".formatted(piece.table().contentBytes(), expected));
    }
    return piece.frames();
  }

  private static BundleDamagedException damaged(String path, String problem) {
    return new BundleDamagedException(
        path + " is damaged: " + problem,
        "Run `migrator verify` to see all that is affected, and put the file back from a copy.");
  }
}
