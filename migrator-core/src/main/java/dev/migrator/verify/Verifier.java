package dev.migrator.verify;

import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.Commit;
import dev.migrator.bundle.Commit.DatabaseCut;
import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.CommitGaps;
import dev.migrator.bundle.Commits;
import dev.migrator.bundle.RecoveryTexts;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.store.BundleStore.StoredFile;
import dev.migrator.engine.Progress;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.error.NoSuchBundleException;
import dev.migrator.error.UsageException;
import dev.migrator.verify.Verification.Level;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/// Finds out whether a bundle is what its commits say. Reads everything, changes nothing, and stops
/// at no finding.
public final class Verifier {
  private final BundleStore store;
  private final Level level;
  private final Progress progress;
  private final Findings findings = new Findings();

  private Verifier(BundleStore store, Level level, Progress progress) {
    this.store = store;
    this.level = level;
    this.progress = progress;
  }

  /// @param number the commit as of which to verify; empty for the highest whole one
  /// @throws NoSuchBundleException if there is no commit
  /// @throws UsageException if there is no such commit
  /// @throws dev.migrator.error.StoreException if the place of the bundle cannot be reached
  public static Verification verify(
      BundleStore store, OptionalLong number, Level level, Progress progress) {
    return new Verifier(store, level, progress).run(number);
  }

  private Verification run(OptionalLong number) {
    progress.phase("looking at files and commits");
    List<StoredFile> files = store.list();
    List<Long> numbers = Commits.numbers(files);
    requireCommit(numbers, number);
    CommitChain chain = CommitChain.read(store, numbers, number, findings);
    if (chain.head() == null || chain.chosen() == null) {
      return withoutCommit(numbers, number, files.size());
    }
    FilesAudit filesAudit = new FilesAudit(files, findings);
    filesAudit.checkExtra(chain.head().commit());
    Context context = new Context(store, chain.chosen(), findings, progress);
    check(context, filesAudit.states(context.commit()));
    checkTagFiles(context, chain, numbers.getLast());
    return result(context);
  }

  private void requireCommit(List<Long> numbers, OptionalLong number) {
    if (numbers.isEmpty()) {
      throw new NoSuchBundleException(
          "there is no bundle at %s, or nothing has been committed to it yet"
              .formatted(store.label()),
          "Check the place, or run `migrator snapshot` first.");
    }
    if (number.isPresent() && !numbers.contains(number.getAsLong())) {
      throw new UsageException(
          "the bundle at %s has no commit %d".formatted(store.label(), number.getAsLong()),
          "Choose one from %d to %d.".formatted(numbers.getFirst(), numbers.getLast()));
    }
  }

  private void check(Context context, FileStates states) {
    Commit commit = context.commit();
    new CommitAudit(commit, findings).run();
    if (!RecoveryTexts.isScriptOfThisRelease(commit)) {
      findings.note(
          "recover.sh is another than this release writes: of an earlier or later one, or changed"
              + " by somebody; read it before you run it");
    }
    switch (level) {
      case FAST -> states.tellBroken();
      case READ -> {
        progress.phase("reading every byte");
        progress.expect(sum(commit, Segment::objects), storedBytes(commit));
        new ContentAudit(context, states).run();
        commit
            .sources()
            .forEach((source, state) -> readDescription(context, states, source, state));
      }
    }
  }

  private void readDescription(
      Context context, FileStates states, String source, SourceState state) {
    String path = state.description();
    if (path == null || states.isUnsound(path) || !commitNames(context, path)) {
      return;
    }
    try {
      Bundle.open(store)
          .description(context.commit(), source); // not closed: the store is needed on
    } catch (BundleDamagedException e) {
      findings.add(FindingCode.V010, path, source, null, String.valueOf(e.getMessage()));
    }
  }

  private static boolean commitNames(Context context, String path) {
    return context.commit().files().containsKey(path);
  }

  private void checkTagFiles(Context context, CommitChain chain, long highest) {
    progress.phase("looking at tag files");
    CommitChain.Stored head = chain.head();
    if (head == null || head.commit().number() != highest) {
      findings.note("tag files were not looked at: the commit that they follow from is damaged");
      return;
    }
    Reading.of(
        findings,
        "tag files",
        () -> new TagFilesAudit(store, findings, context::read).run(head, chain.before()));
  }

  private Verification result(Context context) {
    Commit commit = context.commit();
    return new Verification(
        commit.number(),
        level,
        commit.files().size(),
        sum(commit, Segment::objects),
        rows(commit),
        context.bytesRead().sum(),
        commit.finished(),
        CommitGaps.count(commit),
        findings.all(),
        findings.notes());
  }

  private Verification withoutCommit(List<Long> numbers, OptionalLong number, long files) {
    long commit = number.orElse(numbers.getLast());
    return new Verification(
        commit, level, files, 0, 0, 0, false, 0, findings.all(), findings.notes());
  }

  private static long storedBytes(Commit commit) {
    return commit.files().values().stream().mapToLong(Commit.Stamp::sizeBytes).sum();
  }

  private static long sum(Commit commit, ToLongFunction<Segment> figure) {
    return commit.sources().values().stream()
        .flatMap(state -> state.segments().stream())
        .mapToLong(figure)
        .sum();
  }

  private static long rows(Commit commit) {
    return commit.sources().values().stream()
        .flatMap(state -> state.bestCut().stream())
        .mapToLong(DatabaseCut::rows)
        .sum();
  }
}
