package dev.migrator.restore;

import dev.migrator.model.Content;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a listing alone says about whether a version at the target is one of the bundle's. It can
/// only say no, or perhaps: reading decides.
final class Likeness {
  private static final Pattern PLAIN_MD5 = Pattern.compile("[0-9a-f]{32}");

  private Likeness() {}

  /// Whether kind and length are equal.
  static boolean isPossible(Entry entry, Listed there) {
    return entry.listed().kind() == there.kind()
        ? there.kind() != Kind.OBJECT || sizeBytes(entry) == there.sizeBytes()
        : isStandIn(entry, there);
  }

  /// Whether it is the empty object that stands for a folder where there are none; targets only
  /// show it as a folder once they know what they hold.
  private static boolean isStandIn(Entry entry, Listed there) {
    return entry.listed().kind() == Kind.FOLDER
        && there.kind() == Kind.OBJECT
        && there.sizeBytes() == 0;
  }

  /// Whether, besides, both have an ETag that is the MD5 of the bytes, and these differ. Under
  /// encryption an ETag of that form need not be an MD5, so this is a reason to look, no proof.
  static boolean isDoubtful(Entry entry, Listed there) {
    Content content = entry.content();
    return content != null
        && content.proof() == SourceProof.ETAG_MD5
        && areUnequalMd5s(entry.listed().etag(), there.etag());
  }

  private static boolean areUnequalMd5s(@Nullable String a, @Nullable String b) {
    return a != null
        && b != null
        && PLAIN_MD5.matcher(a).matches()
        && PLAIN_MD5.matcher(b).matches()
        && !a.equals(b);
  }

  private static long sizeBytes(Entry entry) {
    Content content = entry.content();
    return content == null ? entry.listed().sizeBytes() : content.sizeBytes();
  }
}
