package dev.migrator.bundle;

import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.volume.MemberNames;
import dev.migrator.bundle.volume.MemberNames.Currency;
import dev.migrator.bundle.volume.VolumeWriter;
import dev.migrator.model.Listed;

/// A volume that a segment writes to.
final class OpenVolume implements AutoCloseable {
  private static final long MAX_INDEX_BYTES = 4 << 20;

  private final String path;
  private final long number;
  private final long volumeBytes;
  private final MemberNames names = new MemberNames();
  final VolumeWriter writer;

  OpenVolume(Workplace work, String source, long number) {
    path = Names.volume(source, number);
    this.number = number;
    volumeBytes = work.volumeBytes;
    VolumeJson first = new VolumeJson(work.bundle, work.estate, source, number);
    writer = new VolumeWriter(work.store.create(path), first.bytes());
  }

  String path() {
    return path;
  }

  long number() {
    return number;
  }

  String memberFor(Listed listed, long ordinal) {
    Currency currency = listed.latest() ? Currency.CURRENT : Currency.OLD;
    return names.choose(listed.key(), Names.ordinal(ordinal), currency);
  }

  boolean isFull() {
    return writer.memberBytes() >= volumeBytes || writer.indexBytes() >= MAX_INDEX_BYTES;
  }

  Stamp seal() {
    var sha256 = writer.seal(VolumeJson::endBytes);
    return new Stamp(writer.storedBytes(), sha256);
  }

  @Override
  public void close() {
    writer.close();
  }
}
