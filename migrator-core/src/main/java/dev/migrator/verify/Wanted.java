package dev.migrator.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.model.Content;
import dev.migrator.model.Content.Member;
import dev.migrator.model.Entry;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What a volume must hold for one entry. Small: a volume may have a hundred thousand.
///
/// @param member name of the tar member, UTF-8
/// @param otherLabel key and version as messages name them, null where the member's name says it
@SuppressWarnings("ArrayRecordComponent") // never compared; strings would take twice the memory
record Wanted(
    byte[] member,
    @Nullable String otherLabel,
    long frameOffset,
    long skipBytes,
    long sizeBytes,
    byte[] sha256) {

  static Wanted of(Entry entry, Content content, Member place) {
    String label = entry.listed().label();
    return new Wanted(
        place.member().getBytes(UTF_8),
        place.member().equals("k/" + label) ? null : label,
        place.frameOffset(),
        place.skipBytes(),
        content.sizeBytes(),
        HexFormat.of().parseHex(content.sha256().hex()));
  }

  String memberName() {
    return new String(member, UTF_8);
  }

  String label() {
    return otherLabel == null ? memberName().substring(2) : otherLabel;
  }
}
