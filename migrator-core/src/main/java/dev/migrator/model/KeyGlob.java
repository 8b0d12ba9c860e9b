package dev.migrator.model;

import java.util.regex.Pattern;

/// A pattern of whole keys: `*` stands for any characters within a component, `?` for one of them,
/// `**` for any characters, `/` included; `**/` also for nothing.
public final class KeyGlob {
  private static final Pattern WILDCARD = Pattern.compile("\\*\\*/|\\*\\*|\\*|\\?");

  private final Pattern pattern;
  private final KeyRange range;

  private KeyGlob(Pattern pattern, KeyRange range) {
    this.pattern = pattern;
    this.range = range;
  }

  public static KeyGlob of(String glob) {
    return new KeyGlob(compile(glob), rangeOf(glob));
  }

  public boolean matches(Key key) {
    return pattern.matcher(key.text()).matches();
  }

  /// A range that every matching key lies in.
  public KeyRange range() {
    return range;
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
}
