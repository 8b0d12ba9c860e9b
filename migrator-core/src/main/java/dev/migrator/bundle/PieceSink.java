package dev.migrator.bundle;

import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.SegmentWriter.ByteConsumer;
import dev.migrator.bundle.SegmentWriter.Described;
import dev.migrator.bundle.SegmentWriter.ObjectSink;
import dev.migrator.bundle.volume.FramedFile;
import dev.migrator.bundle.volume.FramedWriter;
import dev.migrator.model.Content;
import dev.migrator.model.Content.Pieces;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Listed;
import dev.migrator.model.Sha256;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An object above the volume size, whose bytes go to pieces in a folder of its own.
final class PieceSink implements ObjectSink, AutoCloseable {
  private final OpenSegment segment;
  private final Workplace work;
  private final PieceHeader.Identity object;
  private final Resumable.Left done;
  private final long resumeAt;
  private final String folder;
  private @Nullable FramedWriter piece;
  private long position;

  private PieceSink(
      OpenSegment segment, Workplace work, PieceHeader.Identity object, Resumable.Left done) {
    this.segment = segment;
    this.work = work;
    this.object = object;
    this.done = done;
    this.folder = Names.bigFolder(object.source(), done.ordinal());
    this.resumeAt = Math.min(object.sizeBytes(), done.pieces().size() * done.pieceBytes());
    this.position = resumeAt;
  }

  static PieceSink open(OpenSegment segment, Workplace work, String source, Listed listed) {
    Resumable.Left left = work.resumable.take(source, listed);
    if (left == null) {
      left = new Resumable.Left(work.numbers.folder(), pieceBytes(work), new TreeMap<>());
    }
    return new PieceSink(segment, work, PieceHeader.Identity.of(source, listed), left);
  }

  /// Whole chunks, so that a piece ends where a frame ends.
  private static long pieceBytes(Workplace work) {
    return Math.ceilDiv(work.volumeBytes, Frames.CHUNK_BYTES) * Frames.CHUNK_BYTES;
  }

  @Override
  public long resumeAt() {
    return resumeAt;
  }

  @Override
  public void replay(ByteConsumer consumer) {
    for (long number : done.pieces().keySet()) {
      try (var frames = FramedFile.open(work.store, Names.piece(folder, number)).frames()) {
        for (byte[] frame = frames.readFrame(); frame.length > 0; frame = frames.readFrame()) {
          consumer.accept(frame, 0, frame.length);
        }
      }
    }
  }

  @Override
  public void write(int rawLength, byte[] frame, int frameLength) {
    boolean isLast = position + rawLength == object.sizeBytes();
    if ((rawLength != Frames.CHUNK_BYTES && !isLast) || position + rawLength > object.sizeBytes()) {
      throw new IllegalArgumentException(
          "%d bytes at %d of %d".formatted(rawLength, position, object.sizeBytes()));
    }
    FramedWriter into = piece == null ? startPiece() : piece;
    into.append(frame, frameLength, rawLength);
    position += rawLength;
    if (isLast || position % done.pieceBytes() == 0) {
      endPiece(into);
    }
  }

  private FramedWriter startPiece() {
    long number = done.pieces().size() + 1L;
    byte[] header =
        new PieceHeader(work.bundle, object, done.ordinal(), done.pieceBytes(), number, position)
            .frame();
    piece = new FramedWriter(work.store.create(Names.piece(folder, number)), 0);
    piece.append(header, header.length, 0);
    return piece;
  }

  private void endPiece(FramedWriter full) {
    Sha256 sha256 = full.finish();
    done.pieces().put(done.pieces().size() + 1L, new Stamp(full.storedBytes(), sha256));
    piece = null;
  }

  @Override
  public void finish(Described described, Sha256 sha256, SourceProof proof) {
    if (position != object.sizeBytes()) {
      throw new IllegalArgumentException("%d bytes of %d".formatted(position, object.sizeBytes()));
    }
    SortedMap<String, Stamp> files = new TreeMap<>();
    done.pieces().forEach((number, stamp) -> files.put(Names.piece(folder, number), stamp));
    Pieces place = new Pieces(folder, done.pieces().size(), done.pieceBytes());
    segment.addBig(
        this,
        done.ordinal(),
        described,
        new Content(object.sizeBytes(), sha256, proof, place),
        files);
  }

  @Override
  public void abandon() {
    dropPiece();
    work.drop(object.source(), done);
    segment.dropBig();
  }

  /// A piece that failed at its end may bear its name already.
  private void dropPiece() {
    if (piece != null) {
      piece.close();
      piece = null;
      work.store.delete(Names.piece(folder, done.pieces().size() + 1L));
    }
  }

  /// Whole pieces stay: the object may be begun again.
  @Override
  public void close() {
    dropPiece();
    leave();
  }

  /// Leaves whole pieces to whoever begins the object again.
  void leave() {
    if (done.pieces().isEmpty() || !work.resumable.putIfAbsent(object, done)) {
      work.drop(object.source(), done);
    }
  }
}
