package dev.migrator.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/// The names that members of a volume may have.
final class MemberName {
  private static final Pattern NUMBER = Pattern.compile("u/\\d{12,19}");
  private static final int MAX_COMPONENT_BYTES = 200;
  private static final int MAX_BYTES = 1024 + 2;

  private MemberName() {}

  /// Whether a name can be unpacked by any tar into a folder and stays in it.
  static boolean isAllowed(String name) {
    return NUMBER.matcher(name).matches() || (name.startsWith("k/") && isPlain(name));
  }

  private static boolean isPlain(String name) {
    if (name.getBytes(UTF_8).length > MAX_BYTES || name.indexOf('\\') >= 0) {
      return false;
    }
    for (String component : name.split("/", -1)) {
      if (component.isEmpty()
          || component.equals(".")
          || component.equals("..")
          || component.getBytes(UTF_8).length > MAX_COMPONENT_BYTES) {
        return false;
      }
    }
    return name.codePoints().noneMatch(Character::isISOControl);
  }
}
