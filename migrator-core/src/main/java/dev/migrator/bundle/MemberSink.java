package dev.migrator.bundle;

import dev.migrator.bundle.SegmentWriter.ByteConsumer;
import dev.migrator.bundle.SegmentWriter.Described;
import dev.migrator.bundle.SegmentWriter.ObjectSink;
import dev.migrator.bundle.volume.VolumeWriter.Location;
import dev.migrator.model.Content;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Listed;
import dev.migrator.model.Sha256;

/// An object whose bytes come in chunks and go to a volume.
final class MemberSink implements ObjectSink {
  private final OpenSegment segment;
  private final OpenVolume volume;
  private final long ordinal;
  private final String member;
  private final Location location;
  private final long sizeBytes;

  MemberSink(OpenSegment segment, OpenVolume volume, long ordinal, Listed listed) {
    this.segment = segment;
    this.volume = volume;
    this.ordinal = ordinal;
    this.sizeBytes = listed.sizeBytes();
    this.member = volume.memberFor(listed, ordinal);
    this.location = volume.writer.begin(member, listed.modified(), sizeBytes);
  }

  @Override
  public long resumeAt() {
    return 0;
  }

  @Override
  public void replay(ByteConsumer consumer) {}

  @Override
  public void write(int rawLength, byte[] frame, int frameLength) {
    volume.writer.append(frame, frameLength, rawLength);
  }

  @Override
  public void finish(Described described, Sha256 sha256, SourceProof proof) {
    volume.writer.end();
    Content.Place place = OpenSegment.place(volume, member, location);
    segment.addMember(volume, ordinal, described, new Content(sizeBytes, sha256, proof, place));
  }

  @Override
  public void abandon() {
    volume.writer.abandon();
    byte[] line = EntryJson.abandoned(ordinal, member);
    volume.writer.index(line, line.length);
  }
}
