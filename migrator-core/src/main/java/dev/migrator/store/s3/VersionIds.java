package dev.migrator.store.s3;

import java.util.regex.Pattern;

/// What the ids of two versions say about which was made first. Most are random and say nothing.
final class VersionIds {
  /// Begins with the time, and counts within a millisecond.
  private static final Pattern ULID = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");

  /// A counter in base 64, as LocalStack gives it.
  private static final Pattern COUNTER = Pattern.compile("[A-Za-z0-9._]{32}");

  private static final String COUNTER_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

  private VersionIds() {}

  /// @return as a comparator has it, the older being less; 0 where the ids do not tell
  static int compareAge(String one, String other) {
    if (areBoth(ULID, one, other)) {
      return one.compareTo(other);
    }
    return areBoth(COUNTER, one, other) ? compareCounters(one, other) : 0;
  }

  private static boolean areBoth(Pattern form, String one, String other) {
    return form.matcher(one).matches() && form.matcher(other).matches();
  }

  private static int compareCounters(String one, String other) {
    int at = 0;
    while (at < one.length() && one.charAt(at) == other.charAt(at)) {
      at++;
    }
    return at == one.length() ? 0 : Integer.compare(digit(one, at), digit(other, at));
  }

  private static int digit(String id, int at) {
    return COUNTER_DIGITS.indexOf(id.charAt(at));
  }
}
