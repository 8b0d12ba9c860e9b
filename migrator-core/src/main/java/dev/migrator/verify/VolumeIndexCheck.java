package dev.migrator.verify;

import dev.migrator.bundle.VolumeLine;
import dev.migrator.model.Content;
import dev.migrator.model.Entry;
import dev.migrator.model.Sha256;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// Compares a volume's `INDEX.ndjson` with the members that were seen.
final class VolumeIndexCheck {
  private final String path;
  private final SeenMembers seen;
  private final Problems problems;

  VolumeIndexCheck(String path, SeenMembers seen, Problems problems) {
    this.path = path;
    this.seen = seen;
    this.problems = problems;
  }

  /// @return the hash of the index
  /// @throws IllegalArgumentException if a line is malformed
  Sha256 run(InputStream content) {
    MessageDigest digest = Sha256.newDigest();
    VolumeLine.Reader lines = new VolumeLine.Reader(new DigestInputStream(content, digest));
    int at = 0;
    for (VolumeLine line = lines.next(); line != null; line = lines.next()) {
      if (!isAsSeen(at, line)) {
        problems.add(
            FindingCode.V014, "line %d of its index is not of member %1$d".formatted(at + 1));
      }
      at++;
    }
    if (at != seen.count()) {
      problems.add(
          FindingCode.V014, "its index has %d lines for %d members".formatted(at, seen.count()));
    }
    return Sha256.of(digest);
  }

  private boolean isAsSeen(int at, VolumeLine line) {
    return switch (line) {
      case VolumeLine.Abandoned(long _, String member) -> seen.isName(at, member);
      case VolumeLine.Held(Entry entry) -> entry.content() != null && isAsSeen(at, entry.content());
    };
  }

  private boolean isAsSeen(int at, Content content) {
    return content.place() instanceof Content.Member place
        && place.volume().equals(path)
        && seen.isName(at, place.member())
        && seen.isContent(at, content.sizeBytes(), HexFormat.of().parseHex(content.sha256().hex()));
  }
}
