package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.model.Key;
import dev.migrator.store.s3.ListPage.Position;
import java.util.Arrays;
import java.util.Optional;

/// Turns "from this key on" into S3's "after this marker".
final class Markers {
  private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

  private Markers() {}

  /// Whether a host takes a marker for the key that it is.
  enum Heed {
    UNKNOWN,
    YES,
    NO
  }

  /// A position with nothing of the range from `from` on before it. A marker has to be text, so a
  /// few keys below `from` may come after it.
  static Position before(Key from) {
    return from.length() == 0 ? Position.START : Position.after(below(from));
  }

  /// A marker that tells whether a host takes markers for the keys that they are, or wrongly holds
  /// them against keys as `encoding-type=url` spells them: `key` comes after it, and its spelling
  /// before it.
  ///
  /// @return empty where `key` cannot tell
  static Optional<Key> trial(Key key) {
    if (!key.isText()) {
      return Optional.empty();
    }
    String text = key.text();
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      String character = Character.toString(text.codePointAt(at));
      if (!Key.of(character).percentEncoded().equals(character)) {
        return character.charAt(0) > '%'
            ? Optional.of(below(Key.of(text.substring(0, at) + character)))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Key below(Key from) {
    byte[] bytes = from.bytes();
    if (bytes[bytes.length - 1] == 0 || !from.isText()) {
      return longestText(bytes, bytes.length - 1);
    }
    String text = from.text();
    int last = text.offsetByCodePoints(text.length(), -1);
    String head = text.substring(0, last);
    int predecessor = predecessor(text.codePointAt(last));
    // Some hosts refuse control characters in a parameter.
    return predecessor < ' '
        ? Key.of(head)
        : Key.of(head + Character.toString(predecessor) + LAST_CHARACTER);
  }

  private static int predecessor(int codePoint) {
    return codePoint == Character.MAX_SURROGATE + 1 ? Character.MIN_SURROGATE - 1 : codePoint - 1;
  }

  private static Key longestText(byte[] bytes, int maxLength) {
    for (int length = maxLength; length > 0; length--) {
      Key head = Key.of(new String(bytes, 0, length, UTF_8));
      if (Arrays.equals(head.bytes(), Arrays.copyOf(bytes, length))) {
        return head;
      }
    }
    return Key.of("");
  }
}
