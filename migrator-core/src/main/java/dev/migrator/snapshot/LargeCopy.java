package dev.migrator.snapshot;

import dev.migrator.bundle.Frames;
import dev.migrator.bundle.SegmentWriter;
import dev.migrator.bundle.SegmentWriter.ObjectSink;
import dev.migrator.engine.Ahead;
import dev.migrator.engine.ByteBudget;
import dev.migrator.error.StoreException;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Listed;
import dev.migrator.model.Sha256;
import dev.migrator.store.ObjectReader;
import org.jspecify.annotations.Nullable;

/// Copies objects above the size of a chunk by parallel ranges, each compressed by the thread that
/// reads it. Not for several threads.
final class LargeCopy {
  private static final int CHUNKS_AHEAD = 8;

  private final Run run;
  private final SourceRun source;
  private final OpenSegment segment;

  @SuppressWarnings("ArrayRecordComponent") // never compared; handed from one thread to the next
  private record Chunk(byte[] buffer, int length, byte[] frame, int frameLength) {}

  LargeCopy(Run run, SourceRun source, OpenSegment segment) {
    this.run = run;
    this.source = source;
    this.segment = segment;
  }

  /// Writes the object into the segment; a source's failure is a result, and nothing is written.
  Step copy(Listed listed, @Nullable String drift, ByteBudget budget) throws InterruptedException {
    Rereads rereads = new Rereads();
    while (true) {
      try {
        attempt(listed, drift, budget, rereads);
        return new Step.Written();
      } catch (SourceFailure e) {
        StoreException failure = e.failure();
        if (!rereads.mayHelp(failure)) {
          return new Step.Failed(listed, drift, rereads.explained(failure));
        }
      }
    }
  }

  private void attempt(Listed listed, @Nullable String drift, ByteBudget budget, Rereads rereads)
      throws InterruptedException {
    boolean huge = listed.sizeBytes() > run.volumeBytes;
    SegmentWriter writer = huge ? segment.writerForHuge(listed) : segment.writerFor(listed);
    ObjectSink sink = writer.begin(listed);
    boolean finished = false;
    try (ObjectReader reader = source.store().read(listed)) {
      Hashes hashes = new Hashes(reader);
      transfer(listed, reader, sink, hashes, budget);
      Sha256 sha256 = hashes.sha256();
      rereads.saw(sha256);
      SourceProof proof = hashes.proof();
      sink.finish(hashes.described(listed, drift), sha256, proof);
      finished = true;
    } finally {
      if (!finished) {
        leave(sink);
      }
    }
    segment.moved(listed.sizeBytes());
  }

  /// Whole pieces of a huge object stay where the run is to stop: the next one goes on from there.
  private void leave(ObjectSink sink) {
    if (!run.isHalted() || !segment.dropIfEmpty()) {
      sink.abandon();
    }
  }

  private void transfer(
      Listed listed, ObjectReader reader, ObjectSink sink, Hashes hashes, ByteBudget budget)
      throws InterruptedException {
    long offset = sink.resumeAt();
    if (offset > 0) {
      sink.replay(hashes::update);
    }
    try (Ahead<Chunk> chunks =
        new Ahead<>(CHUNKS_AHEAD, budget, run::isHalted, chunk -> write(chunk, sink, hashes))) {
      while (offset < listed.sizeBytes()) {
        run.throwIfHalted();
        long length = Math.min(Frames.CHUNK_BYTES, listed.sizeBytes() - offset);
        ByteRange range = new ByteRange(offset, length);
        chunks.submit(Run.CHUNK_COST_BYTES, () -> read(listed, reader, range));
        offset += length;
      }
      chunks.drain();
    }
  }

  private Chunk read(Listed listed, ObjectReader reader, ByteRange range) {
    int length = (int) range.sizeBytes();
    byte[] buffer = run.buffers.take(length);
    try {
      ObjectFetch.fill(reader, listed, range, buffer);
    } catch (StoreException e) {
      throw new SourceFailure(e);
    }
    byte[] frame = run.buffers.take(Frames.bound(length));
    return new Chunk(buffer, length, frame, Frames.compress(buffer, length, frame));
  }

  private void write(Chunk chunk, ObjectSink sink, Hashes hashes) {
    hashes.update(chunk.buffer, 0, chunk.length);
    sink.write(chunk.length, chunk.frame, chunk.frameLength);
    run.buffers.give(chunk.buffer);
    run.buffers.give(chunk.frame);
    source.progress().done(0, chunk.length);
  }
}
