package dev.migrator.check;

/// One thing that was looked at, and what was seen.
///
/// @param seen in words, on one line
/// @param mend [Mend.Nothing] where all is well, and only there
public record Check(Topic topic, Level level, String seen, Mend mend) {

  public Check {
    if ((level == Level.OK) != (mend instanceof Mend.Nothing)) {
      throw new IllegalArgumentException(level + " with " + mend + ": " + seen);
    }
    seen = seen.lines().map(String::strip).reduce((a, b) -> a + " " + b).orElse("");
  }

  public static Check ok(Topic topic, String seen) {
    return new Check(topic, Level.OK, seen, new Mend.Nothing());
  }

  public static Check warning(Topic topic, String seen, Mend mend) {
    return new Check(topic, Level.WARNING, seen, mend);
  }

  public static Check failure(Topic topic, String seen, Mend mend) {
    return new Check(topic, Level.FAILURE, seen, mend);
  }
}
