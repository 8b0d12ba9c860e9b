package dev.migrator.bundle;

import dev.migrator.model.Content;
import dev.migrator.model.Content.Member;
import dev.migrator.model.Content.Pieces;
import dev.migrator.model.Entry;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Key;
import org.jspecify.annotations.Nullable;

/// An index line for `sh`: twelve columns, each followed by a tab but the last, by a line feed; `-`
/// where there is nothing. No column holds a tab, a line feed or another control character.
///
/// | # | column | holds |
/// | --- | --- | --- |
/// | 1 | ordinal | 12 digits or more |
/// | 2 | kind | `object`, `delete-marker`, `folder`, `link`, `special` |
/// | 3 | state | `current`, or `old` for a version that a plain read does not find |
/// | 4 | size | bytes of content, decimal; 0 where there is none |
/// | 5 | sha256 | of the content, 64 hexadecimal digits; `-` where the bundle has no bytes |
/// | 6 | file | path of the volume, or of the folder of pieces; `-` where column 5 is |
/// | 7 | member | in a volume: the tar member's name as it is, `k/…` or `u/…`; of pieces: how many |
/// | 8 | key | percent-encoded but for RFC 3986's unreserved characters and `/` |
/// | 9 | link | target of a symbolic link, percent-encoded likewise |
/// | 10 | version | version id, percent-encoded likewise |
/// | 11 | modified | ISO 8601 instant in UTC |
/// | 12 | mode | permission bits of a file or folder, octal |
final class IndexTsv {
  private IndexTsv() {}

  static String line(Entry entry) {
    Content content = entry.content();
    FileAttributes file = entry.attributes() instanceof FileAttributes f ? f : null;
    StringBuilder line = new StringBuilder(256);
    column(line, Names.ordinal(entry.ordinal()));
    column(line, Wire.of(entry.listed().kind()));
    column(line, entry.listed().latest() ? "current" : "old");
    column(line, content == null ? "0" : Long.toString(content.sizeBytes()));
    column(line, content == null ? null : content.sha256().hex());
    place(line, content);
    column(line, entry.key().percentEncoded());
    column(line, file == null ? null : encoded(file.linkTarget()));
    String version = entry.listed().versionId();
    column(line, version == null ? null : Key.of(version).percentEncoded());
    column(line, entry.listed().modified() == null ? null : "" + entry.listed().modified());
    line.append(file == null ? "-" : Integer.toOctalString(file.mode()));
    return line.append('\n').toString();
  }

  private static void place(StringBuilder line, @Nullable Content content) {
    switch (content == null ? null : content.place()) {
      case null -> column(column(line, null), null);
      case Member member -> column(column(line, member.volume()), member.member());
      case Pieces pieces -> column(column(line, pieces.folder()), Integer.toString(pieces.count()));
    }
  }

  private static @Nullable String encoded(@Nullable Key key) {
    return key == null ? null : key.percentEncoded();
  }

  private static StringBuilder column(StringBuilder line, @Nullable String value) {
    return line.append(value == null || value.isEmpty() ? "-" : value).append('\t');
  }
}
