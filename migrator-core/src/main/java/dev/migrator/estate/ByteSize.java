package dev.migrator.estate;

import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sizes as people write them: a whole number and a unit.
final class ByteSize {
  static final String ALLOWED =
      "a whole number and one of the units B, KiB, MiB, GiB, TiB, KB, MB, GB, TB, as 64MiB or 1GB";

  private static final Pattern FORM = Pattern.compile("([0-9]{1,18}) ?([A-Za-z]+)");

  /// Bytes by unit.
  static final Map<String, Long> UNITS =
      Map.of(
          "B", 1L,
          "KiB", 1L << 10,
          "MiB", 1L << 20,
          "GiB", 1L << 30,
          "TiB", 1L << 40,
          "KB", 1_000L,
          "MB", 1_000_000L,
          "GB", 1_000_000_000L,
          "TB", 1_000_000_000_000L);

  private ByteSize() {}

  /// @return bytes; empty if `text` is no size, or is one above 8 EiB
  static OptionalLong parse(String text) {
    Matcher form = FORM.matcher(text);
    Long unit = form.matches() ? UNITS.get(form.group(2)) : null;
    if (unit == null) {
      return OptionalLong.empty();
    }
    long count = Long.parseLong(form.group(1));
    return count > Long.MAX_VALUE / unit ? OptionalLong.empty() : OptionalLong.of(count * unit);
  }
}
