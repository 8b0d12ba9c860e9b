package dev.migrator.store.s3;

import dev.migrator.aws.Parallel;
import dev.migrator.check.Extent;
import dev.migrator.check.Extent.Counted;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A look at a bucket's listing: the beginnings of some ranges of its keys.
record Sample(List<Listed> entries, Counted counted) {
  private static final int RANGES = 8;
  private static final int ENTRIES_A_RANGE = 1000;
  private static final int MOST_READ = 12;
  private static final Set<String> ARCHIVES = Set.of("GLACIER", "DEEP_ARCHIVE");

  static Sample of(ObjectSource source) {
    List<Sample> parts =
        Parallel.map(source.split(KeyRange.ALL, RANGES), range -> of(source, range));
    boolean isWhole = parts.stream().allMatch(part -> part.counted == Counted.WHOLE);
    return new Sample(
        parts.stream().flatMap(part -> part.entries.stream()).toList(),
        isWhole ? Counted.WHOLE : Counted.SAMPLE);
  }

  private static Sample of(ObjectSource source, KeyRange range) {
    List<Listed> entries = new ArrayList<>();
    try (Listing listing = source.list(range)) {
      for (Listed next = listing.next(); next != null; next = listing.next()) {
        if (entries.size() == ENTRIES_A_RANGE) {
          return new Sample(entries, Counted.SAMPLE);
        }
        entries.add(next);
      }
    }
    return new Sample(entries, Counted.WHOLE);
  }

  Extent extent() {
    return new Extent(
        entries.stream().filter(Listed::hasBytes).count(),
        entries.stream().mapToLong(Listed::sizeBytes).sum(),
        counted);
  }

  /// For messages: `of 17 objects`, `of 8,000 sampled objects`.
  String ofAll() {
    return "of %,d %sobjects"
        .formatted(extent().objects(), counted == Counted.WHOLE ? "" : "sampled ");
  }

  List<Listed> archived() {
    return entries.stream().filter(Sample::isArchived).toList();
  }

  private static boolean isArchived(Listed entry) {
    return entry.storageClass() != null && ARCHIVES.contains(entry.storageClass());
  }

  /// A few that can be read, from all over, and one of each storage class.
  List<Listed> readable() {
    List<Listed> all =
        entries.stream().filter(entry -> entry.hasBytes() && !isArchived(entry)).toList();
    Set<String> classes = new LinkedHashSet<>();
    Set<Listed> chosen = new LinkedHashSet<>();
    all.stream()
        .filter(entry -> classes.add(String.valueOf(entry.storageClass())))
        .limit(MOST_READ / 2)
        .forEach(chosen::add);
    int step = Math.max(1, all.size() / (MOST_READ / 2));
    for (int i = 0; i < all.size() && chosen.size() < MOST_READ; i += step) {
      chosen.add(all.get(i));
    }
    return List.copyOf(chosen);
  }
}
