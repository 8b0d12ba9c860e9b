package dev.migrator.restore;

import dev.migrator.error.UsageException;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import java.util.List;
import java.util.regex.Pattern;

/// The keys that a restore is limited to. `*` stands for any characters within a component, `?` for
/// one of them, `**` for any characters, `/` included; `**/` also for nothing. A pattern is about
/// the whole key.
final class KeyPatterns {
  private static final Pattern WILDCARD = Pattern.compile("\\*\\*/|\\*\\*|\\*|\\?");

  private final List<Pattern> patterns;
  private final KeyRange range;

  /// @param globs empty for all keys
  KeyPatterns(List<String> globs) {
    globs.forEach(KeyPatterns::requireNotEmpty);
    patterns = globs.stream().map(KeyPatterns::compile).toList();
    range = globs.stream().map(KeyPatterns::rangeOf).reduce(KeyPatterns::hull).orElse(KeyRange.ALL);
  }

  boolean matches(Key key) {
    return patterns.isEmpty()
        || patterns.stream().anyMatch(pattern -> pattern.matcher(key.text()).matches());
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

  private static Pattern compile(String glob) {
    StringBuilder regex = new StringBuilder();
    var wildcards = WILDCARD.matcher(glob);
    int done = 0;
    while (wildcards.find()) {
      regex.append(Pattern.quote(glob.substring(done, wildcards.start())));
      regex.append(regexOf(wildcards.group()));
      done = wildcards.end();
    }
    regex.append(Pattern.quote(glob.substring(done)));
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static String regexOf(String wildcard) {
    return switch (wildcard) {
      case "**/" -> "(?:.*/)?";
      case "**" -> ".*";
      case "*" -> "[^/]*";
      default -> "[^/]";
    };
  }

  private static KeyRange rangeOf(String glob) {
    var wildcards = WILDCARD.matcher(glob);
    Key literal = Key.of(wildcards.find() ? glob.substring(0, wildcards.start()) : glob);
    return KeyRange.ofPrefix(literal);
  }

  private static KeyRange hull(KeyRange a, KeyRange b) {
    Key from = a.from().compareTo(b.from()) <= 0 ? a.from() : b.from();
    if (a.to() == null || b.to() == null) {
      return new KeyRange(from, null);
    }
    return new KeyRange(from, a.to().compareTo(b.to()) >= 0 ? a.to() : b.to());
  }
}
