package dev.migrator.verify;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.CommitJson;
import dev.migrator.bundle.Commits;
import dev.migrator.bundle.Names;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Sha256;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads the commits from the last to the first: each names the hash of the one before.
final class CommitChain {
  private final BundleStore store;
  private final Findings findings;
  private @Nullable Stored head;
  private @Nullable Stored before;
  private @Nullable Commit chosen;

  /// @param bytes as stored
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Stored(Commit commit, byte[] bytes) {}

  private CommitChain(BundleStore store, Findings findings) {
    this.store = store;
    this.findings = findings;
  }

  /// @param numbers of the commits there are, ascending
  /// @param wanted whose commit to remember; empty for the highest whole one
  static CommitChain read(
      BundleStore store, List<Long> numbers, OptionalLong wanted, Findings findings) {
    CommitChain chain = new CommitChain(store, findings);
    for (long number : numbers.reversed()) {
      Reading.of(findings, Names.commit(number), () -> chain.read(number, wanted));
    }
    return chain;
  }

  private void read(long number, OptionalLong wanted) {
    String path = Names.commit(number);
    try {
      byte[] bytes = Commits.bytes(store, number);
      if (head == null || isAsNamed(path, bytes, head.commit())) {
        Commit commit = parse(number, bytes);
        remember(new Stored(commit, bytes), wanted);
      }
    } catch (BundleDamagedException | IllegalArgumentException e) {
      findings.add(FindingCode.V005, path, String.valueOf(e.getMessage()));
    }
  }

  private boolean isAsNamed(String path, byte[] bytes, Commit head) {
    Commit.Stamp stamp = head.files().get(path);
    Sha256 actual = Sha256.of(bytes);
    if (stamp == null) {
      findings.add(FindingCode.V004, path, "the last commit does not name it");
      return false;
    }
    if (stamp.sizeBytes() != bytes.length) {
      findings.add(
          FindingCode.V002,
          path,
          "it has %d bytes instead of %d".formatted(bytes.length, stamp.sizeBytes()));
      return false;
    }
    if (!stamp.sha256().equals(actual)) {
      findings.add(FindingCode.V003, path, "it is %s, not %s".formatted(actual, stamp.sha256()));
      return false;
    }
    return true;
  }

  private Commit parse(long number, byte[] bytes) {
    Commit commit = CommitJson.parse(bytes);
    if (commit.number() != number) {
      throw new IllegalArgumentException("it calls itself commit " + commit.number());
    }
    if ((number == 1) != (commit.previous() == null)) {
      throw new IllegalArgumentException("it names the wrong commit before it");
    }
    if (head != null && !head.commit().bundle().equals(commit.bundle())) {
      throw new IllegalArgumentException("it is of another bundle: " + commit.bundle());
    }
    return commit;
  }

  private void remember(Stored stored, OptionalLong wanted) {
    Commit commit = stored.commit();
    checkPrevious(commit);
    if (head == null) {
      head = stored;
    } else if (commit.number() == head.commit().number() - 1) {
      before = stored;
    }
    if (wanted.isPresent() ? wanted.getAsLong() == commit.number() : chosen == null) {
      chosen = commit;
    }
  }

  private void checkPrevious(Commit commit) {
    Commit.Stamp stamp = commit.files().get(Names.commit(commit.number() - 1));
    Sha256 named = stamp == null ? null : stamp.sha256();
    if (commit.previous() != null && !commit.previous().equals(named)) {
      findings.add(
          FindingCode.V005,
          Names.commit(commit.number()),
          "the commit before it is %s here and %s there".formatted(commit.previous(), named));
    }
  }

  /// The highest whole commit, null if there is none.
  @Nullable Stored head() {
    return head;
  }

  /// The commit before the head, null if there is none, or it is damaged.
  @Nullable Stored before() {
    return before;
  }

  /// The commit asked for, null if it is damaged.
  @Nullable Commit chosen() {
    return chosen;
  }
}
