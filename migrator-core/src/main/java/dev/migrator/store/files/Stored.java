package dev.migrator.store.files;

import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One line of `keys.tsv`: an entry that does not lie at its own path. Fields are separated by
/// tabs; versions of one key stand in the order in which they were written, oldest first. A line
/// whose file is not there, or that repeats the name of another, is what a kill left and says
/// nothing.
///
/// @param ordinal of the entry in its bundle; `-` of what was moved away for a newer version
/// @param name where it lies below `.migrator`; a delete marker is an empty file
/// @param kind in lower case with hyphens
/// @param current whether it was the latest version when it was written, `current` or `older`
/// @param versionId the source's, percent-encoded; `-` for none
/// @param key percent-encoded
/// @param reason why it does not lie at its path
record Stored(
    String ordinal,
    String name,
    Kind kind,
    boolean current,
    @Nullable String versionId,
    Key key,
    String reason) {
  static final String NONE = "-";
  static final String HEADER = "#ordinal\tname\tkind\tcurrent\tversion-id\tkey\treason";

  private static final Pattern NAME =
      Pattern.compile("(objects|versions)/[0-9]{12,19}-[0-9a-f]{8}(-before[0-9]{1,9})?");
  private static final int FIELDS = 7;

  static Stored of(Entry entry, String name, String reason) {
    return new Stored(
        Long.toString(entry.ordinal()),
        name,
        entry.listed().kind(),
        entry.listed().latest(),
        entry.listed().versionId(),
        entry.key(),
        reason);
  }

  /// A name that no entry of another key or version has, be it of another bundle.
  static String name(Entry entry) {
    String identity = entry.key().percentEncoded() + " " + entry.listed().versionId();
    String hash = Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 8);
    String folder = entry.listed().latest() ? "objects" : "versions";
    return "%s/%012d-%s".formatted(folder, entry.ordinal(), hash);
  }

  static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }

  String line() {
    return String.join(
        "\t",
        ordinal,
        name,
        kind.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        current ? "current" : "older",
        versionId == null ? NONE : "=" + Key.of(versionId).percentEncoded(),
        key.percentEncoded(),
        reason);
  }

  /// @throws IllegalArgumentException if it is not what [#line()] wrote
  static Stored ofLine(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS || !isName(fields[1])) {
      throw new IllegalArgumentException("not a line of keys.tsv: " + line);
    }
    return new Stored(
        fields[0],
        fields[1],
        Kind.valueOf(fields[2].toUpperCase(Locale.ROOT).replace('-', '_')),
        fields[3].equals("current"),
        fields[4].equals(NONE) ? null : Key.ofPercentEncoded(fields[4].substring(1)).text(),
        Key.ofPercentEncoded(fields[5]),
        fields[6]);
  }
}
