package dev.migrator.restore;

import dev.migrator.error.UsageException;
import dev.migrator.model.Key;
import dev.migrator.model.KeyGlob;
import dev.migrator.model.KeyRange;
import java.util.List;

/// The keys that a restore is limited to.
final class KeyPatterns {
  private final List<KeyGlob> patterns;
  private final KeyRange range;

  /// @param globs empty for all keys
  KeyPatterns(List<String> globs) {
    globs.forEach(KeyPatterns::requireNotEmpty);
    patterns = globs.stream().map(KeyGlob::of).toList();
    range = patterns.stream().map(KeyGlob::range).reduce(KeyPatterns::hull).orElse(KeyRange.ALL);
  }

  boolean matches(Key key) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(key));
  }

  boolean isAll() {
    return patterns.isEmpty();
  }

  /// A range that every matching key lies in.
  KeyRange range() {
    return range;
  }

  private static void requireNotEmpty(String glob) {
    if (glob.isEmpty()) {
      throw new UsageException(
          "an empty pattern matches no key", "Give a pattern such as '2020/**', or none for all.");
    }
  }

  private static KeyRange hull(KeyRange a, KeyRange b) {
    Key from = a.from().compareTo(b.from()) <= 0 ? a.from() : b.from();
    if (a.to() == null || b.to() == null) {
      return new KeyRange(from, null);
    }
    return new KeyRange(from, a.to().compareTo(b.to()) >= 0 ? a.to() : b.to());
  }
}
