package dev.migrator.bundle.volume;

import dev.migrator.model.Key;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Chooses the names of one volume's members: `k/` and the key where the whole volume can be
/// unpacked to any file system with it, else `u/` and the ordinal.
///
/// Two names may meet where case or Unicode normalization does not count; a file may stand where a
/// folder is wanted. When in doubt it is `u/`: the index knows the key.
public final class MemberNames {
  private static final int MAX_COMPONENT_BYTES = 200;
  private static final int MAX_BYTES = 1024;

  /// Folded name to what was taken by it: a file, or a folder under its exact name.
  private final Map<String, String> taken = new HashMap<>();

  private String lastFolder = "";

  /// @param isCurrent false for a noncurrent version
  public String choose(Key key, String ordinal, Currency isCurrent) {
    if (isCurrent == Currency.CURRENT && isPlain(key)) {
      String text = key.text();
      if (take(text)) {
        return "k/" + text;
      }
    }
    return "u/" + ordinal;
  }

  /// Whether a version is the one that a plain read finds.
  public enum Currency {
    CURRENT,
    OLD
  }

  private boolean take(String text) {
    String folder = text.substring(0, text.lastIndexOf('/') + 1);
    if (!folder.equals(lastFolder)) {
      if (!takeFolders(folder)) {
        return false;
      }
      lastFolder = folder;
    }
    return taken.putIfAbsent(fold(text), "") == null;
  }

  private boolean takeFolders(String folder) {
    for (int end = folder.indexOf('/'); end >= 0; end = folder.indexOf('/', end + 1)) {
      String name = folder.substring(0, end);
      String before = taken.putIfAbsent(fold(name), name);
      if (before != null && !before.equals(name)) {
        return false;
      }
    }
    return true;
  }

  private static String fold(String name) {
    String normal =
        Normalizer.isNormalized(name, Normalizer.Form.NFC)
            ? name
            : Normalizer.normalize(name, Normalizer.Form.NFC);
    return normal.toLowerCase(Locale.ROOT);
  }

  private static boolean isPlain(Key key) {
    byte[] bytes = key.bytes();
    if (bytes.length == 0 || bytes.length > MAX_BYTES || !key.isText()) {
      return false;
    }
    int start = 0;
    for (int i = 0; i <= bytes.length; i++) {
      if (i == bytes.length || bytes[i] == '/') {
        if (!isPlainComponent(bytes, start, i)) {
          return false;
        }
        start = i + 1;
      }
    }
    return key.text().codePoints().noneMatch(Character::isISOControl);
  }

  private static boolean isPlainComponent(byte[] bytes, int start, int end) {
    int length = end - start;
    boolean isDots =
        length <= 2 && Arrays.equals(bytes, start, end, new byte[] {'.', '.'}, 0, length);
    for (int i = start; i < end; i++) {
      if (bytes[i] == '\\') {
        return false;
      }
    }
    return length <= MAX_COMPONENT_BYTES && !isDots;
  }
}
