package dev.migrator.cli.demo;

import dev.migrator.sandbox.EmbeddedS3;
import dev.migrator.sandbox.sample.SampleBucket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// An old host and a new one, side by side, by a client that knows nothing of migrator.
///
/// @param compared how much there is at the old host
/// @param equal what to say if nothing differs
/// @param differences in words, at most a few
record Comparison(int compared, String equal, List<String> differences) {
  private static final int NAMED = 3;

  static Comparison of(EmbeddedS3 old, String bucket, EmbeddedS3 fresh, String freshBucket) {
    List<String> before = SampleBucket.history(old, bucket);
    List<String> differences = differences(before, SampleBucket.history(fresh, freshBucket));
    return new Comparison(
        before.size(),
        ("%,d versions and delete markers on both hosts: same keys, sizes and order, and same ETags but for"
                + " multipart uploads, whose parts this embedded host does not tell.")
            .formatted(before.size()),
        differences);
  }

  static List<String> differences(List<String> before, List<String> after) {
    List<String> differences = new ArrayList<>();
    Set<String> beforeSet = new HashSet<>(before);
    Set<String> afterSet = new HashSet<>(after);
    before.stream()
        .filter(line -> !afterSet.contains(line))
        .limit(NAMED)
        .forEach(line -> differences.add("missing: " + line));
    after.stream()
        .filter(line -> !beforeSet.contains(line))
        .limit(NAMED)
        .forEach(line -> differences.add("additional: " + line));
    if (differences.isEmpty() && !before.equals(after)) {
      differences.add("number or order differ");
    }
    return differences;
  }

  boolean isEqual() {
    return differences.isEmpty();
  }

  String text() {
    return isEqual() ? equal : "The hosts differ: " + String.join("; ", differences);
  }
}
