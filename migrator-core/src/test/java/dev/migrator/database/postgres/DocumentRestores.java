package dev.migrator.database.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.Chunk;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.DatabaseTarget.Problem;
import dev.migrator.database.RowsHash;
import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Restores documents to a database, by the steps of a restore.
record DocumentRestores(OddDatabase database, LineDocuments documents) {

  DocumentTarget target() {
    return new DocumentTarget(database.address(), documents);
  }

  /// All steps but the last.
  ///
  /// @return what was told
  List<Problem> run(String id) {
    SavedCut cut = documents.saved(id);
    try (DocumentTarget target = target()) {
      target.examine(cut, Creation.ALLOWED);
      target.prepare();
      cut.parts().forEach(target::load);
      target.builds().forEach(Runnable::run);
      target.complete();
      target.compareObjects();
      return target.problems();
    }
  }

  /// Requires that a restore that is done was one without problems, and ends it.
  void finish(String id) {
    assertThat(run(id)).isEmpty();
    SavedCut cut = documents.saved(id);
    try (DocumentTarget target = target()) {
      assertThat(target.examine(cut, Creation.FORBIDDEN).goesOn()).isTrue();
      target.prepare();
      assertThat(readBack(target, cut)).isEqualTo(sums(cut));
      assertThat(target.problems()).isEmpty();
      target.finish();
    }
  }

  /// What a look at a restored database tells.
  List<Problem> lookAgain(String id) {
    SavedCut cut = documents.saved(id);
    try (DocumentTarget target = target()) {
      target.examine(cut, Creation.FORBIDDEN);
      target.prepare();
      readBack(target, cut);
      target.compareObjects();
      return target.problems();
    }
  }

  static Map<String, RowsHash> sums(SavedCut cut) {
    Map<String, RowsHash> sums = new TreeMap<>();
    cut.parts().forEach(part -> sums.merge(part.table(), part.hash(), RowsHash::plus));
    return sums;
  }

  static Map<String, RowsHash> readBack(DocumentTarget target, SavedCut cut) {
    Map<String, RowsHash> found = new TreeMap<>();
    List<Chunk> chunks =
        target.readBack(cut.parts().stream().map(SavedPart::table).collect(Collectors.toSet()), 2);
    chunks.forEach(chunk -> found.merge(chunk.table(), target.read(chunk), RowsHash::plus));
    return found;
  }
}
