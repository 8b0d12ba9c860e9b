package dev.migrator.cli.demo;

import dev.migrator.sandbox.EmbeddedS3;
import dev.migrator.sandbox.sample.SampleBucket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Both hosts, listed side by side by a client that knows nothing of migrator.
///
/// @param versions listed at the old host
/// @param differences in words, at most a few
record Comparison(int versions, List<String> differences) {

  static Comparison of(EmbeddedS3 old, String bucket, EmbeddedS3 fresh, String freshBucket) {
    List<String> before = SampleBucket.history(old, bucket);
    List<String> after = SampleBucket.history(fresh, freshBucket);
    List<String> differences = new ArrayList<>();
    Set<String> beforeSet = new HashSet<>(before);
    Set<String> afterSet = new HashSet<>(after);
    before.stream()
        .filter(line -> !afterSet.contains(line))
        .limit(3)
        .forEach(line -> differences.add("missing: " + line));
    after.stream()
        .filter(line -> !beforeSet.contains(line))
        .limit(3)
        .forEach(line -> differences.add("additional: " + line));
    if (differences.isEmpty() && !before.equals(after)) {
      differences.add("the order of versions differs");
    }
    return new Comparison(before.size(), differences);
  }

  boolean isEqual() {
    return differences.isEmpty();
  }

  String text() {
    return isEqual()
        ? ("%,d versions and delete markers on both hosts: same keys, sizes and order, and same ETags but for"
                + " multipart uploads, whose parts this embedded host does not tell.")
            .formatted(versions)
        : "The listings of both hosts differ: " + String.join("; ", differences);
  }
}
