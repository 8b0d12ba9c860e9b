package dev.migrator.store.s3;

import dev.migrator.model.Key;
import java.util.Arrays;

/// Prefixes of keys, by whole characters.
final class Characters {
  private Characters() {}

  /// The code points that both texts start with.
  static int[] shared(String one, String other) {
    int[] ones = one.codePoints().toArray();
    int[] others = other.codePoints().toArray();
    int length = 0;
    while (length < Math.min(ones.length, others.length) && ones[length] == others[length]) {
      length++;
    }
    return Arrays.copyOf(ones, length);
  }

  /// `prefix` and the character that follows it in `text`; `prefix` alone where none follows.
  static String startOf(String text, String prefix) {
    return text.length() <= prefix.length()
        ? prefix
        : text.substring(0, text.offsetByCodePoints(prefix.length(), 1));
  }

  /// The least text that comes after all that starts with `prefix`, as keys are ordered.
  static Key behind(String prefix) {
    if (prefix.isEmpty()) {
      return Key.ofBytes(new byte[] {(byte) 0xFF});
    }
    int last = prefix.offsetByCodePoints(prefix.length(), -1);
    int codePoint = prefix.codePointAt(last) + 1;
    String head = prefix.substring(0, last);
    if (codePoint > Character.MAX_CODE_POINT) {
      return behind(head);
    }
    boolean surrogate = codePoint == Character.MIN_SURROGATE;
    return Key.of(head + Character.toString(surrogate ? Character.MAX_SURROGATE + 1 : codePoint));
  }
}
