package dev.migrator.estate;

import dev.migrator.error.UsageException;

/// The rate of a link in words like `1Gbit/s`, `100MB/s`.
public final class Link {
  private Link() {}

  /// @return bytes per second
  /// @throws UsageException if the text is no rate
  public static double parse(String text) {
    return Quantity.BYTES_PER_SECOND.parse(text).stream()
        .filter(rate -> rate > 0)
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                text + " is no rate of a link", "Give " + Quantity.BYTES_PER_SECOND.allowed + "."));
  }
}
