package dev.migrator.verify;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.Commit.DatabaseCut;
import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.Names;
import dev.migrator.bundle.Names.Name;
import dev.migrator.bundle.RecoveryTexts;
import dev.migrator.bundle.SegmentAudit;
import dev.migrator.model.Key;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks that a commit does not contradict itself. Reads nothing.
final class CommitAudit {
  private static final Pattern SOURCE = Pattern.compile("[a-z0-9-]{1,40}");

  private final Commit commit;
  private final Findings findings;

  CommitAudit(Commit commit, Findings findings) {
    this.commit = commit;
    this.findings = findings;
  }

  void run() {
    commit.files().keySet().forEach(this::checkName);
    for (long number = 1; number < commit.number(); number++) {
      expectNamed(Names.commit(number));
    }
    RecoveryTexts.PATHS.forEach(this::expectNamed);
    commit.adopted().forEach(this::expectNamed);
    if (commit.inFlightFile() > commit.nextFile()
        || commit.inFlightOrdinal() > commit.nextOrdinal()) {
      problem("its work in flight begins behind the next number");
    }
    commit.sources().forEach(this::checkSource);
  }

  private void checkName(String path) {
    boolean isBelow =
        switch (Names.parse(path)) {
          case Name.Volume volume -> volume.number() < commit.nextFile();
          case Name.Meta meta -> meta.number() < commit.nextFile();
          case Name.CutFile cut -> cut.number() < commit.nextFile();
          case Name.Piece piece -> piece.ordinal() < commit.nextOrdinal();
          case Name.CommitFile file ->
              file.number() < commit.number() && path.equals(Names.commit(file.number()));
          case Name.Text() -> true;
          case Name.TagFile(), Name.Unfinished(), Name.Aside(), Name.Foreign() -> false;
        };
    if (!isBelow) {
      problem("it names a file that it cannot: " + path);
    }
  }

  private void checkSource(String source, SourceState state) {
    if (!SOURCE.matcher(source).matches()) {
      problem("no name of a source: " + source);
    }
    if (state.description() != null) {
      expectMeta(source, state.description());
    }
    state.cuts().forEach(cut -> checkCut(source, cut));
    Segment last = null;
    for (Segment segment : state.segments()) {
      checkSegment(source, segment, last);
      last = segment;
    }
  }

  private void checkCut(String source, DatabaseCut cut) {
    cut.documents().forEach(path -> expectOfCut(source, cut, path));
    cut.parts().forEach(part -> expectOfCut(source, cut, part.path()));
    if (cut.isWhole() && !cut.pending().isEmpty()) {
      problem("its cut %d is whole and lacks tables".formatted(cut.number()));
    }
  }

  private void expectOfCut(String source, DatabaseCut cut, String path) {
    if (path.startsWith(Names.cut(source, cut.number()) + "/")
        && Names.parse(path) instanceof Name.CutFile) {
      expectNamed(path);
    } else {
      problem("no file of cut %d of source %s: %s".formatted(cut.number(), source, path));
    }
  }

  private void checkSegment(String source, Segment segment, @Nullable Segment last) {
    Key end = last == null ? null : last.range().to();
    if (last != null && (end == null || segment.range().from().compareTo(end) < 0)) {
      problem("its segments overlap: %s, %s".formatted(last.range(), segment.range()));
    }
    expectMeta(source, SegmentAudit.indexPath(segment));
    expectMeta(source, SegmentAudit.tablePath(segment));
    if (segment.gapFile() != null) {
      expectMeta(source, segment.gapFile());
    }
  }

  private void expectMeta(String source, String path) {
    if (Names.parse(path) instanceof Name.Meta meta && meta.source().equals(source)) {
      expectNamed(path);
    } else {
      problem("no file of source %s: %s".formatted(source, path));
    }
  }

  private void expectNamed(String path) {
    if (!commit.files().containsKey(path)) {
      problem("it needs a file that it does not name: " + path);
    }
  }

  private void problem(String detail) {
    findings.add(FindingCode.V006, Names.commit(commit.number()), detail);
  }
}
