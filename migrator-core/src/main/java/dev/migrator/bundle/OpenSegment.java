package dev.migrator.bundle;

import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.volume.VolumeWriter.Location;
import dev.migrator.model.Content;
import dev.migrator.model.Content.Member;
import dev.migrator.model.Content.Place;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A segment while it is written. Volumes are opened when there is something to put in.
final class OpenSegment implements SegmentWriter {
  private static final int MAX_ENTRIES = 100_000;

  private final Workplace work;
  private final String source;
  private final IndexWriter index;
  private final SortedMap<String, Stamp> files = new TreeMap<>();
  private final Set<Long> numbers = new HashSet<>();
  private final SortedMap<String, Long> finishing = new TreeMap<>();
  private final Set<Long> ordinals = new HashSet<>();
  private final List<PieceSink> bigObjects = new ArrayList<>();
  private @Nullable OpenVolume volume;
  private @Nullable PieceSink openPieces;
  private @Nullable Key last;
  private long sealedBytes;
  private boolean isEnded;

  OpenSegment(Workplace work, String source) {
    this.work = work;
    this.source = source;
    this.index = new IndexWriter(work.store, source, newNumber(), newNumber());
  }

  private long newNumber() {
    long number = work.numbers.file();
    numbers.add(number);
    return number;
  }

  @Override
  public void carry(Entry known, Listed listed) {
    addToIndex(
        new Entry(
            known.ordinal(),
            listed,
            known.attributes(),
            known.content(),
            known.drift(),
            known.gaps()));
  }

  @Override
  public void addWithoutBytes(Described described) {
    addToIndex(entry(work.numbers.ordinal(), described, null));
  }

  private byte[] addToIndex(Entry entry) {
    if (last != null && last.compareTo(entry.key()) > 0) {
      throw new IllegalArgumentException("out of order: %s, %s".formatted(last, entry.key()));
    }
    last = entry.key();
    byte[] line = EntryJson.line(entry);
    index.add(entry, line);
    return line;
  }

  @Override
  public void add(Described described, byte[] bytes, int length, Sha256 sha256, SourceProof proof) {
    if (length > work.volumeBytes) {
      addPieces(described, bytes, length, sha256, proof);
      return;
    }
    OpenVolume into = volumeWithRoom();
    long ordinal = work.numbers.ordinal();
    Listed listed = described.listed();
    String member = into.memberFor(listed, ordinal);
    Location at = into.writer.add(member, listed.modified(), bytes, length);
    addMember(
        into, ordinal, described, new Content(length, sha256, proof, place(into, member, at)));
  }

  private void addPieces(
      Described described, byte[] bytes, int length, Sha256 sha256, SourceProof proof) {
    ObjectSink sink = begin(described.listed());
    int from = Math.toIntExact(sink.resumeAt());
    for (int offset = from; offset < length; offset += Frames.CHUNK_BYTES) {
      int size = Math.min(Frames.CHUNK_BYTES, length - offset);
      byte[] frame =
          Frames.compress(java.util.Arrays.copyOfRange(bytes, offset, offset + size), size);
      sink.write(size, frame, frame.length);
    }
    sink.finish(described, sha256, proof);
  }

  static Place place(OpenVolume into, String member, Location at) {
    return new Member(into.path(), member, at.frameOffset(), at.skipBytes());
  }

  void addMember(OpenVolume into, long ordinal, Described described, Content content) {
    byte[] line = addToIndex(entry(ordinal, described, content));
    into.writer.index(line, line.length);
  }

  void addBig(
      PieceSink pieces,
      long ordinal,
      Described described,
      Content content,
      SortedMap<String, Stamp> stamps) {
    addToIndex(entry(ordinal, described, content));
    files.putAll(stamps);
    ordinals.add(ordinal);
    bigObjects.add(pieces);
    openPieces = null;
  }

  void dropBig() {
    openPieces = null;
  }

  private static Entry entry(long ordinal, Described described, @Nullable Content content) {
    return new Entry(
        ordinal,
        described.listed(),
        described.attributes(),
        content,
        described.drift(),
        described.missing());
  }

  private OpenVolume volumeWithRoom() {
    if (volume != null && volume.isFull()) {
      sealVolume(volume);
    }
    if (volume == null) {
      volume = new OpenVolume(work, source, newNumber());
    }
    return volume;
  }

  private void sealVolume(OpenVolume full) {
    sealedBytes += full.writer.memberBytes();
    finishing.put(full.path(), full.number());
    files.put(full.path(), full.seal());
    volume = null;
  }

  @Override
  public ObjectSink begin(Listed listed) {
    if (listed.sizeBytes() <= work.volumeBytes) {
      return new MemberSink(this, volumeWithRoom(), work.numbers.ordinal(), listed);
    }
    openPieces = PieceSink.open(this, work, source, listed);
    return openPieces;
  }

  @Override
  public boolean isFull() {
    return sealedBytes > 0
        || (volume != null && volume.isFull())
        || index.entries() >= MAX_ENTRIES
        || (index.bytes() >= work.volumeBytes && !ordinals.isEmpty());
  }

  @Override
  public boolean isEmpty() {
    return index.entries() == 0;
  }

  @Override
  public Segment seal(KeyRange range, String run, Instant listedFrom, Instant listedTo) {
    if (volume != null) {
      sealVolume(volume);
    }
    finishing.putAll(index.numbers());
    index.finish(files);
    isEnded = true;
    work.seal(index.path(), new Workplace.Sealed(files, numbers, ordinals));
    return new Segment(
        range,
        index.path(),
        index.gapFile(),
        index.entries(),
        index.objects(),
        index.bytes(),
        index.gaps(),
        run,
        listedFrom,
        listedTo);
  }

  /// What was sealed whole, volumes and pieces, stays as work in flight: a later run adopts it.
  @Override
  public void close() {
    if (isEnded) {
      return;
    }
    isEnded = true;
    try (index) {
      closeContent();
    } finally {
      leaveFiles();
    }
  }

  /// A file that failed at its end may bear its name already.
  private void leaveFiles() {
    finishing.forEach(work::leave);
    numbers.removeAll(finishing.values());
    work.numbers.release(numbers, Set.of());
    bigObjects.forEach(PieceSink::leave);
  }

  private void closeContent() {
    try {
      if (volume != null) {
        volume.close();
      }
    } finally {
      if (openPieces != null) {
        openPieces.close();
      }
    }
  }
}
