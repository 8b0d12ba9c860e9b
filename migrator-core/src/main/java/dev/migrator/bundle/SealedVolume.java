package dev.migrator.bundle;

import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.volume.SeekTable;
import dev.migrator.bundle.volume.VolumeEnd;
import dev.migrator.bundle.volume.VolumeReader;
import dev.migrator.bundle.volume.VolumeReader.Member;
import dev.migrator.bundle.volume.VolumeWriter;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Content;
import dev.migrator.model.Entry;
import dev.migrator.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A volume that was read from its first byte to its last and is whole: all members are there, each
/// as the volume's own index says.
///
/// @param nextOrdinal above all ordinals in it
record SealedVolume(String path, VolumeJson first, Stamp stamp, long nextOrdinal) {
  private static final int MAX_JSON_BYTES = 64 << 10;

  /// @throws BundleDamagedException if it is not whole
  static SealedVolume read(BundleStore store, String path) {
    try (VolumeReader reader = VolumeReader.open(store, path)) {
      return new Walk(path, reader).run();
    } catch (IllegalArgumentException e) {
      throw new BundleDamagedException(
          path + " is damaged: " + e.getMessage(), "Run `migrator verify` on the bundle.", e);
    }
  }

  /// One walk over the members. One thread only.
  private static final class Walk {
    private final String path;
    private final VolumeReader reader;
    private final List<Seen> members = new ArrayList<>();
    private long bytes;
    private long nextOrdinal;

    private record Seen(Member member, Sha256 sha256) {}

    Walk(String path, VolumeReader reader) {
      this.path = path;
      this.reader = reader;
    }

    SealedVolume run() {
      VolumeJson first = VolumeJson.parse(json(reader.next(), VolumeWriter.FIRST));
      Member member = reader.next();
      while (member != null && !member.name().equals(VolumeWriter.INDEX)) {
        members.add(new Seen(member, hash(reader.content())));
        bytes += member.sizeBytes();
        member = reader.next();
      }
      require(member != null, "it has no index");
      MessageDigest digest = Sha256.newDigest();
      checkLines(new DigestInputStream(reader.content(), digest));
      VolumeEnd end = VolumeJson.parseEnd(json(reader.next(), VolumeWriter.END));
      require(end.members() == members.size() && end.bytes() == bytes, "members are missing");
      require(end.indexSha256().equals(Sha256.of(digest)), "its index is not the one it ends with");
      require(reader.next() == null, "there is something after its end");
      Stamp stamp = new Stamp(reader.storedBytes(), reader.storedSha256());
      return new SealedVolume(path, first, stamp, nextOrdinal);
    }

    private byte[] json(@Nullable Member member, String name) {
      if (member == null || !member.name().equals(name) || member.sizeBytes() > MAX_JSON_BYTES) {
        throw new IllegalArgumentException(name + " is missing, or too long");
      }
      try {
        return reader.content().readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static Sha256 hash(InputStream content) {
      MessageDigest digest = Sha256.newDigest();
      byte[] buffer = new byte[64 << 10];
      try {
        for (int size = content.read(buffer); size >= 0; size = content.read(buffer)) {
          digest.update(buffer, 0, size);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return Sha256.of(digest);
    }

    private void checkLines(InputStream index) {
      VolumeLine.Reader lines = new VolumeLine.Reader(index); // the walk closes what it reads
      int count = 0;
      for (VolumeLine line = lines.next(); line != null; line = lines.next()) {
        require(count < members.size(), "its index has more lines than there are members");
        check(line, members.get(count++));
      }
      require(count == members.size(), "its index has fewer lines than there are members");
    }

    private void check(VolumeLine line, Seen seen) {
      switch (line) {
        case VolumeLine.Abandoned(long ordinal, String member) -> {
          require(member.equals(seen.member().name()), "its index names another member");
          nextOrdinal = Math.max(nextOrdinal, ordinal + 1);
        }
        case VolumeLine.Held(Entry entry) -> {
          require(isAt(entry.content(), seen), "its index does not fit " + seen.member().name());
          nextOrdinal = Math.max(nextOrdinal, entry.ordinal() + 1);
        }
      }
    }

    private boolean isAt(@Nullable Content content, Seen seen) {
      if (content == null || !(content.place() instanceof Content.Member place)) {
        return false;
      }
      SeekTable table = reader.table();
      int frame = table.frameAt(place.frameOffset());
      return frame >= 0
          && table.contentOffset(frame) + place.skipBytes() == seen.member().contentOffset()
          && place.volume().equals(path)
          && place.member().equals(seen.member().name())
          && content.sizeBytes() == seen.member().sizeBytes()
          && content.sha256().equals(seen.sha256());
    }

    private static void require(boolean condition, String otherwise) {
      if (!condition) {
        throw new IllegalArgumentException(otherwise);
      }
    }
  }
}
