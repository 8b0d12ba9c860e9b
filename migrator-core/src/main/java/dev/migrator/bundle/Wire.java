package dev.migrator.bundle;

import java.util.Locale;

/// How constants are spelled in a bundle: lower case with hyphens. Spellings never change.
final class Wire {
  private Wire() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @throws IllegalArgumentException if there is no such constant
  static <E extends Enum<E>> E parse(Class<E> type, String wire) {
    E constant = Enum.valueOf(type, wire.toUpperCase(Locale.ROOT).replace('-', '_'));
    if (!of(constant).equals(wire)) {
      throw new IllegalArgumentException("not spelled as format MP1 has it: " + wire);
    }
    return constant;
  }
}
