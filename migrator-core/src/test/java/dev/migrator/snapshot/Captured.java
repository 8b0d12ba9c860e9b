package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.Commit;
import dev.migrator.bundle.CommitGaps;
import dev.migrator.bundle.EntryReader;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.model.Entry;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.store.Listing;
import dev.migrator.store.MemoryStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a bundle holds of one source, read back byte by byte.
///
/// @param contents label of each version to its kind and bytes; of those without bytes, the reason
/// @param gaps of keys, attributes and ranges
/// @param drifts label to drift
record Captured(
    Commit head,
    Map<String, String> contents,
    List<Gap> gaps,
    List<KeyRange> unreached,
    Map<String, String> drifts) {

  static Captured read(Path folder) {
    return read(folder, "media");
  }

  static Captured read(Path folder, String source) {
    try (Bundle bundle = Bundle.open(new DirectoryStore(folder))) {
      Commit head = bundle.head();
      Map<String, String> contents = new TreeMap<>();
      Map<String, String> drifts = new TreeMap<>();
      try (EntryReader entries = bundle.entries(head, source, KeyRange.ALL)) {
        for (Entry entry = entries.next(); entry != null; entry = entries.next()) {
          String old = contents.put(entry.listed().label(), contentOf(bundle, entry));
          assertThat(old).as("second entry of %s", entry.listed().label()).isNull();
          if (entry.drift() != null) {
            drifts.put(entry.listed().label(), entry.drift());
          }
        }
      }
      List<Gap> gaps = new ArrayList<>();
      bundle.gaps(head, source, gaps::add);
      List<KeyRange> unreached = CommitGaps.unreached(head.sources().get(source));
      return new Captured(head, contents, gaps, unreached, drifts);
    }
  }

  private static String contentOf(Bundle bundle, Entry entry) {
    if (entry.content() == null) {
      return entry.listed().kind() + " " + entry.gaps();
    }
    try (InputStream in = bundle.bytes(entry)) {
      return entry.listed().kind()
          + " "
          + new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a complete capture of this store holds.
  static Map<String, String> of(MemoryStore store) {
    Map<String, String> all = new TreeMap<>();
    var contents = store.contents().values().iterator();
    try (Listing listing = store.list(KeyRange.ALL)) {
      for (Listed listed = listing.next(); listed != null; listed = listing.next()) {
        String content = contents.next();
        all.put(listed.label(), listed.hasBytes() ? content : listed.kind() + " []");
      }
    }
    return all;
  }

  boolean isUnreached(Key key) {
    return unreached.stream().anyMatch(range -> range.contains(key));
  }

  /// The promise: of every version exactly one holds. Its bytes are here and right; or a gap names
  /// it; or its range was not reached; or it is noted that it was gone when it was to be read.
  void keepsThePromiseFor(MemoryStore store) {
    of(store)
        .forEach((label, content) -> {
          Key key = Key.of(label.replaceFirst(" \\(version .*", ""));
          boolean whole = content.equals(contents.get(label));
          boolean named = gaps.stream().anyMatch(gap -> isOfBytes(gap, label));
          boolean gone = "deleted during the snapshot".equals(drifts.get(label));
          assertThat(List.of(whole, named, isUnreached(key), gone))
              .as("%s: whole, named, not reached, gone; %s", label, contents.get(label))
              .containsOnlyOnce(true);
        });
  }

  private static boolean isOfBytes(Gap gap, String label) {
    return gap.scope() instanceof Gap.OfKey scope
        && scope.attribute() == null
        && label.equals(
            scope.versionId() == null
                ? scope.key().toString()
                : scope.key() + " (version " + scope.versionId() + ")");
  }
}
