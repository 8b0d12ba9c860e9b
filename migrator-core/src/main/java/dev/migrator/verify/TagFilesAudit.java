package dev.migrator.verify;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.CommitGaps;
import dev.migrator.bundle.TagFiles;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Compares the tag files with what follows from the last commit, or else from the one before: a
/// run may have died between the two.
final class TagFilesAudit {
  private final BundleStore store;
  private final Findings findings;
  private final LongConsumer read;
  private final Map<String, Commit.Stamp> actual = new HashMap<>();

  TagFilesAudit(BundleStore store, Findings findings, LongConsumer read) {
    this.store = store;
    this.findings = findings;
    this.read = read;
  }

  /// @param before null where the head is the first: then tag files may be missing
  void run(CommitChain.Stored head, CommitChain.@Nullable Stored before) {
    TagFiles.PATHS.forEach(this::look);
    List<String> others = different(TagFiles.PATHS.stream().sorted().toList(), derive(head));
    if (others.isEmpty()) {
      return;
    }
    List<String> wrong = before == null ? present(others) : different(others, derive(before));
    wrong.forEach(path ->
        findings.add(
            FindingCode.V007, path, actual.containsKey(path) ? "it differs" : "it is missing"));
    if (wrong.size() < others.size()) {
      findings.note(
          "tag files are those of the commit before: a run ended between a commit and its tag"
              + " files; the next one brings them up to date");
    }
  }

  private void look(String path) {
    Optional<Long> sizeBytes = store.sizeBytes(path);
    if (sizeBytes.isPresent()) {
      Sha256 sha256 = HashedFile.hash(store, path, sizeBytes.get(), read);
      actual.put(path, new Commit.Stamp(sizeBytes.get(), sha256));
    }
  }

  private List<String> present(List<String> paths) {
    return paths.stream().filter(actual::containsKey).toList();
  }

  private List<String> different(List<String> paths, Map<String, Sha256> expected) {
    List<String> different = new ArrayList<>();
    for (String path : paths) {
      Commit.Stamp stamp = actual.get(path);
      if (stamp == null || !stamp.sha256().equals(expected.get(path))) {
        different.add(path);
      }
    }
    return different;
  }

  private Map<String, Sha256> derive(CommitChain.Stored stored) {
    Map<String, Sha256> derived = new HashMap<>();
    Commit.Stamp gaps = gaps(stored.commit());
    TagFiles.of(stored.commit(), stored.bytes(), gaps)
        .forEach((path, bytes) -> derived.put(path, Sha256.of(bytes)));
    derived.put(TagFiles.GAPS, gaps.sha256());
    return derived;
  }

  /// Where a gap file is damaged, what follows from it is not known: what is there passes.
  private Commit.Stamp gaps(Commit commit) {
    try {
      return CommitGaps.stamp(store, commit);
    } catch (BundleDamagedException e) {
      Commit.Stamp there = actual.get(TagFiles.GAPS);
      return there == null ? new Commit.Stamp(0, Sha256.of(new byte[0])) : there;
    }
  }
}
