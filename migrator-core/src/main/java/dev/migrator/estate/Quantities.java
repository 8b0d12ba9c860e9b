package dev.migrator.estate;

import java.math.BigDecimal;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Reads figures from a section; what is wrong becomes a problem of the file.
final class Quantities {
  private Quantities() {}

  /// @return null if it is not there, or wrong
  static @Nullable Double read(Section section, String key, Quantity kind) {
    String text = section.text(key);
    if (text == null) {
      return null;
    }
    OptionalDouble read = kind.parse(text);
    boolean isWrong =
        read.isEmpty() || (kind == Quantity.BYTES_PER_SECOND && read.getAsDouble() <= 0);
    if (isWrong) {
      section.problem(
          key,
          "bad value %s for \"%s\". Allowed: %s".formatted(section.quoted(key), key, kind.allowed));
      return null;
    }
    return read.getAsDouble();
  }

  /// @param without what stands for a key that is not there, or is wrong
  static double within(
      Section section, String key, Quantity kind, double without, double least, double most) {
    Double read = read(section, key, kind);
    if (read != null && (read < least || read > most)) {
      section.problem(
          key,
          "%s for \"%s\" is out of range. Allowed: %s to %s"
              .formatted(section.quoted(key), key, plain(least), plain(most)));
      return without;
    }
    return read == null ? without : read;
  }

  private static String plain(double number) {
    return new BigDecimal(number).stripTrailingZeros().toPlainString();
  }
}
