package dev.migrator.database.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.model.Sha256;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Names of one namespace as PostgreSQL can hold them: no two are alike, none is longer than 63
/// bytes. The same names in the same order fit in the same way. Not for several threads.
final class FittingNames {
  private static final int MOST_BYTES = 63;
  private static final int HASH_DIGITS = 8;

  private final Set<String> taken;

  /// @param taken names that are not to be had
  FittingNames(Set<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  /// Those that fit stay as they are; others are shortened and end with a hash of the whole.
  ///
  /// @param names of which no two are alike
  List<String> fit(List<String> names) {
    Map<String, String> fitted = new LinkedHashMap<>();
    for (String name : names) {
      fitted.put(name, isHeld(name) && taken.add(name) ? name : "");
    }
    fitted.replaceAll((name, itself) -> itself.isEmpty() ? shortened(name) : itself);
    return names.stream().map(fitted::get).toList();
  }

  private static boolean isHeld(String name) {
    return !name.isEmpty() && name.indexOf('\0') < 0 && bytes(name) <= MOST_BYTES;
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }

  private String shortened(String name) {
    String hash = name;
    String fitting;
    do {
      hash = Sha256.of(hash.getBytes(UTF_8)).hex();
      String end = "_" + hash.substring(0, HASH_DIGITS);
      fitting = start(name.replace('\0', '_'), MOST_BYTES - end.length()) + end;
    } while (!taken.add(fitting));
    return fitting;
  }

  /// Whole characters only.
  private static String start(String text, int mostBytes) {
    int end = 0;
    int bytes = 0;
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      bytes += bytes(text.substring(end, next));
      if (bytes > mostBytes) {
        break;
      }
      end = next;
    }
    return text.substring(0, end);
  }
}
