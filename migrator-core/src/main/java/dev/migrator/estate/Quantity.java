package dev.migrator.estate;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Figures of a scenario as people write them: a decimal number and a unit.
enum Quantity {
  NUMBER(
      Map.of("", 1.0, "K", 1e3, "M", 1e6, "G", 1e9, "T", 1e12),
      "a number, with K, M, G or T for thousands, as 412M or 0.2"),
  BYTES(
      ByteSize.UNITS.entrySet().stream()
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> (double) e.getValue())),
      "a number and one of the units B, KiB, MiB, GiB, TiB, KB, MB, GB, TB, as 70TB"),
  BYTES_PER_SECOND(
      Map.ofEntries(
          Map.entry("bit/s", 0.125),
          Map.entry("Kbit/s", 125.0),
          Map.entry("Mbit/s", 125e3),
          Map.entry("Gbit/s", 125e6),
          Map.entry("B/s", 1.0),
          Map.entry("KB/s", 1e3),
          Map.entry("MB/s", 1e6),
          Map.entry("GB/s", 1e9)),
      "a number and one of the units bit/s, Kbit/s, Mbit/s, Gbit/s, B/s, KB/s, MB/s, GB/s,"
          + " as 1Gbit/s"),
  SECONDS(
      Map.of("ms", 1e-3, "s", 1.0, "m", 60.0, "h", 3600.0, "d", 86_400.0),
      "numbers with the units ms, s, m, h, d, as 35ms or 1h30m");

  private static final Pattern ONE =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([A-Za-z/]*)");

  @SuppressWarnings("ImmutableEnumChecker") // each is a Map.of
  private final Map<String, Double> units;

  final String allowed;

  Quantity(Map<String, Double> units, String allowed) {
    this.units = units;
    this.allowed = allowed;
  }

  /// @return in the unit of this kind; empty if `text` is none
  OptionalDouble parse(String text) {
    Matcher part = ONE.matcher(text);
    double sum = 0;
    int at = 0;
    while (at < text.length()) {
      part.region(at, text.length());
      Double unit = part.lookingAt() ? units.get(part.group(2)) : null;
      if (unit == null || (at > 0 && this != SECONDS)) {
        return OptionalDouble.empty();
      }
      sum += Double.parseDouble(part.group(1)) * unit;
      at = part.end();
    }
    return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(sum);
  }
}
