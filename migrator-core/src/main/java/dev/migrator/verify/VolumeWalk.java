package dev.migrator.verify;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.Names.Name;
import dev.migrator.bundle.VolumeJson;
import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.bundle.volume.VolumeEnd;
import dev.migrator.bundle.volume.VolumeReader;
import dev.migrator.bundle.volume.VolumeReader.Member;
import dev.migrator.bundle.volume.VolumeWriter;
import dev.migrator.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Goes through a volume's members once and compares them with what the commit's entries want and
/// with the volume's own notes. Not for several threads.
final class VolumeWalk {
  private static final int MAX_MEMBERS = 4 << 20;
  private static final int MAX_NOTE_BYTES = 64 << 10;

  private final String path;
  private final VolumeReader reader;
  private final WantedMembers wanted;
  private final Problems problems;
  private final LongConsumer objects;
  private final MessageDigest digest = Sha256.newDigest();
  private final byte[] buffer = new byte[256 << 10];
  private final SeenMembers seen = new SeenMembers();
  private @Nullable Sha256 index;

  /// @param objects is told of each object found as it should be
  VolumeWalk(
      String path,
      VolumeReader reader,
      WantedMembers wanted,
      Problems problems,
      LongConsumer objects) {
    this.path = path;
    this.reader = reader;
    this.wanted = wanted;
    this.problems = problems;
    this.objects = objects;
  }

  /// @throws dev.migrator.error.BundleDamagedException if the volume cannot be followed further
  /// @throws IllegalArgumentException if its notes are malformed
  void run(Commit commit, Name.Volume name) {
    checkHead(commit, name);
    Member member = expectMember();
    for (; !member.name().equals(VolumeWriter.INDEX); member = expectMember()) {
      object(member);
    }
    wanted.expectEnd(problems);
    Member indexMember = member;
    index = new VolumeIndexCheck(path, seen, problems).run(reader.content());
    checkEnd(indexMember);
    if (reader.next() != null) {
      throw new IllegalArgumentException("it has a member after " + VolumeWriter.END);
    }
    if (seen.hasTwins()) {
      problems.add(FindingCode.V013, "two of its members have one name");
    }
  }

  private Member expectMember() {
    Member member = reader.next();
    if (member == null) {
      throw new IllegalArgumentException("it ends before %s".formatted(VolumeWriter.INDEX));
    }
    return member;
  }

  private void checkHead(Commit commit, Name.Volume name) {
    VolumeJson head = VolumeJson.parse(note(VolumeWriter.FIRST));
    if (!head.bundle().equals(commit.bundle())
        || !head.source().equals(name.source())
        || head.number() != name.number()) {
      problems.add(
          FindingCode.V013,
          "it calls itself file %d of source %s in bundle %s"
              .formatted(head.number(), head.source(), head.bundle()));
    }
  }

  private byte[] note(String name) {
    Member member = expectMember();
    if (!member.name().equals(name) || member.sizeBytes() > MAX_NOTE_BYTES) {
      throw new IllegalArgumentException(
          "%s with %d bytes stands where %s should"
              .formatted(member.name(), member.sizeBytes(), name));
    }
    try {
      return reader.content().readAllBytes();
    } catch (IOException e) {
      throw BundleFiles.brokeOff(path, e);
    }
  }

  private void object(Member member) {
    if (seen.count() == MAX_MEMBERS) {
      throw new IllegalArgumentException("it has more than " + MAX_MEMBERS + " members");
    }
    if (!MemberName.isAllowed(member.name())) {
      problems.add(FindingCode.V013, "no member may be called " + member.name());
    }
    Wanted entry = wanted.at(member.contentOffset(), reader.table(), problems);
    byte[] sha256 = hash();
    seen.add(member.name(), member.sizeBytes(), sha256);
    if (entry != null) {
      compare(entry, member, sha256);
    }
  }

  private byte[] hash() {
    try (InputStream content = reader.content()) {
      for (int size = content.read(buffer); size >= 0; size = content.read(buffer)) {
        digest.update(buffer, 0, size);
      }
      return digest.digest();
    } catch (IOException e) {
      throw BundleFiles.brokeOff(path, e);
    }
  }

  private void compare(Wanted entry, Member member, byte[] sha256) {
    if (!entry.memberName().equals(member.name())) {
      problems.add(
          FindingCode.V015,
          entry.label(),
          "%s stands where %s should".formatted(member.name(), entry.memberName()));
    } else if (entry.sizeBytes() != member.sizeBytes() || !Arrays.equals(entry.sha256(), sha256)) {
      problems.add(
          FindingCode.V016,
          entry.label(),
          "%s has %d bytes instead of %d, or others"
              .formatted(member.name(), member.sizeBytes(), entry.sizeBytes()));
    } else {
      wanted.markRight(entry);
      objects.accept(1);
    }
  }

  private void checkEnd(Member notes) {
    VolumeEnd end = VolumeJson.parseEnd(note(VolumeWriter.END));
    if (end.members() != seen.count()
        || end.bytes() != seen.bytes()
        || !isAt(notes, end)
        || !end.indexSha256().equals(index)) {
      problems.add(
          FindingCode.V014,
          "%s speaks of %d members with %d bytes, or of another index; there are %d with %d"
              .formatted(VolumeWriter.END, end.members(), end.bytes(), seen.count(), seen.bytes()));
    }
  }

  private boolean isAt(Member notes, VolumeEnd end) {
    int frame = reader.table().frameAt(end.indexOffset());
    return frame >= 0
        && reader.table().contentOffset(frame) == notes.contentOffset()
        && end.indexBytes() == notes.sizeBytes();
  }
}
