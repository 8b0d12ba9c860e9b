package dev.migrator.verify;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.Names;
import dev.migrator.bundle.Names.Name;
import dev.migrator.bundle.store.BundleStore.StoredFile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Compares the files that are there with those that the commits name.
final class FilesAudit {
  private static final String FETCH = "fetch.txt";

  private final Map<String, Long> present = new TreeMap<>();
  private final Findings findings;

  FilesAudit(List<StoredFile> present, Findings findings) {
    present.forEach(file -> this.present.put(file.path(), file.sizeBytes()));
    this.findings = findings;
  }

  /// Finds what is missing or has another length.
  FileStates states(Commit commit) {
    FileStates states = new FileStates(findings);
    commit
        .files()
        .forEach((path, stamp) -> {
          if (!isReadable(path)) {
            states.markUnsound(path);
            return;
          }
          Finding broken = broken(path, stamp.sizeBytes());
          if (broken != null) {
            states.putBroken(broken);
          }
        });
    return states;
  }

  /// Whether a name is one that the format has, so that it leads nowhere else.
  private static boolean isReadable(String path) {
    return switch (Names.parse(path)) {
      case Name.Volume _,
          Name.Meta _,
          Name.Piece _,
          Name.CutFile _,
          Name.CommitFile _,
          Name.Text() ->
          true;
      case Name.TagFile(), Name.Unfinished(), Name.Aside(), Name.Foreign() -> false;
    };
  }

  private @Nullable Finding broken(String path, long expected) {
    Long actual = present.get(path);
    if (actual == null) {
      return finding(FindingCode.V001, path, "it should have %d bytes".formatted(expected));
    }
    boolean isCommit = Names.parse(path) instanceof Name.CommitFile; // read as such elsewhere
    return actual == expected || isCommit
        ? null
        : finding(
            FindingCode.V002, path, "it has %d bytes instead of %d".formatted(actual, expected));
  }

  private static Finding finding(FindingCode code, String path, String detail) {
    String source =
        switch (Names.parse(path)) {
          case Name.Volume volume -> volume.source();
          case Name.Meta meta -> meta.source();
          case Name.Piece piece -> piece.source();
          case Name.CutFile cut -> cut.source();
          case Name.CommitFile _,
              Name.Text(),
              Name.TagFile(),
              Name.Unfinished(),
              Name.Aside(),
              Name.Foreign() ->
              null;
        };
    return new Finding(code, path, source, null, detail);
  }

  /// Finds what is there and should not be.
  ///
  /// @param head the highest whole commit
  void checkExtra(Commit head) {
    long inFlight = 0;
    for (String path : present.keySet()) {
      if (path.equals(FETCH)) {
        findings.add(FindingCode.V009, path, "a bundle of this format fetches nothing");
      } else if (!isNamed(path, head)) {
        if (Names.isInFlight(path, head)) {
          inFlight += Names.parse(path) instanceof Name.Aside ? 0 : 1;
        } else {
          findings.add(FindingCode.V004, path, "it has %d bytes".formatted(present.get(path)));
        }
      }
    }
    if (inFlight > 0) {
      findings.note("%d files are work in flight, which no commit names yet".formatted(inFlight));
    }
  }

  private static boolean isNamed(String path, Commit head) {
    return head.files().containsKey(path)
        || switch (Names.parse(path)) {
          case Name.TagFile() -> true;
          case Name.CommitFile file -> path.equals(Names.commit(file.number()));
          case Name.Volume _,
              Name.Meta _,
              Name.Piece _,
              Name.CutFile _,
              Name.Text(),
              Name.Unfinished(),
              Name.Aside(),
              Name.Foreign() ->
              false;
        };
  }
}
