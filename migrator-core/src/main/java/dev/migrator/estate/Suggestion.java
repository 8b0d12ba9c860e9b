package dev.migrator.estate;

import java.util.Collection;
import java.util.Comparator;

/// What a misspelt word was meant to be.
final class Suggestion {
  private static final int FARTHEST = 3;

  private Suggestion() {}

  /// `; did you mean "bucket"? Allowed: bucket, region`, the question only where one is close.
  static String among(Collection<String> allowed, String word) {
    String question =
        allowed.stream()
            .filter(candidate -> distance(candidate, word) <= closeness(candidate))
            .min(Comparator.comparingInt(candidate -> distance(candidate, word)))
            .map(candidate -> "; did you mean \"" + candidate + "\"?")
            .orElse(".");
    return question + " Allowed: " + String.join(", ", allowed);
  }

  private static int closeness(String candidate) {
    return Math.min(FARTHEST, Math.max(1, candidate.length() / 3));
  }

  /// Letters to insert, drop or change (Levenshtein).
  private static int distance(String left, String right) {
    int[] above = new int[right.length() + 1];
    for (int column = 0; column <= right.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= left.length(); row++) {
      above = nextRow(above, left.charAt(row - 1), right, row);
    }
    return above[right.length()];
  }

  private static int[] nextRow(int[] above, char letter, String right, int row) {
    int[] current = new int[above.length];
    current[0] = row;
    for (int column = 1; column < above.length; column++) {
      int changed = above[column - 1] + (letter == right.charAt(column - 1) ? 0 : 1);
      current[column] = Math.min(changed, 1 + Math.min(above[column], current[column - 1]));
    }
    return current;
  }
}
