package dev.migrator.estate;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A span of time in words like `30h`, `1h30m`, `60s`.
public final class Span {
  public static final String ALLOWED = "a span as 30h, 1h30m, 45s";

  private static final Pattern FORM =
      Pattern.compile(
          "(?=\\d)(?:(?<d>\\d{1,5})d)?(?:(?<h>\\d{1,6})h)?(?:(?<m>\\d{1,7})m)?(?:(?<s>\\d{1,9})s)?");

  private Span() {}

  /// @return empty if the text is none
  public static Optional<Duration> parse(String text) {
    Matcher parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(
            Duration.ofDays(number(parts, "d"))
                .plusHours(number(parts, "h"))
                .plusMinutes(number(parts, "m"))
                .plusSeconds(number(parts, "s")))
        : Optional.empty();
  }

  private static long number(Matcher parts, String unit) {
    String digits = parts.group(unit);
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
