package dev.migrator.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.error.UsageException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What every kind of database does, as source and as target.
public abstract class DatabaseContract {
  private static final int ROWS = 57;

  /// The same database at each call, that rows are inserted to.
  protected abstract DatabaseSource source();

  /// The same database at each call, empty at first. The caller closes it.
  protected abstract DatabaseTarget target();

  /// Adds a row to a table of the source, which is made where it is missing.
  protected abstract void insert(String table, int number);

  private void fill() {
    for (int number = 0; number < ROWS; number++) {
      insert("many", number);
    }
    insert("few", 1);
  }

  private static Map<String, RowsHash> sums(HeldCut cut) {
    Map<String, RowsHash> sums = new HashMap<>();
    cut.parts().forEach(part -> sums.merge(part.table(), part.hash(), RowsHash::plus));
    sums.values().removeIf(sum -> sum.rows() == 0); // what is kept beside the rows
    return sums;
  }

  private HeldCut capture(String id) {
    try (DatabaseSource source = source();
        OpenCut cut = source.open(3)) {
      assertThat(cut.isAlive()).isTrue();
      return HeldCut.of(id, cut);
    }
  }

  @Test
  void everyRowIsInOneChunk() {
    fill();
    Map<String, RowsHash> sums = sums(capture("a"));
    assertThat(sums.values().stream().mapToLong(RowsHash::rows).sum()).isEqualTo(ROWS + 1);
    assertThat(sums).hasSize(2);
  }

  @Test
  void namesOfFilesAreUnlikeAndTheLargestComesFirst() {
    fill();
    try (DatabaseSource source = source();
        OpenCut cut = source.open(3)) {
      List<Chunk> chunks = cut.chunks();
      assertThat(chunks).extracting(Chunk::file).doesNotHaveDuplicates();
      assertThat(chunks).allMatch(chunk -> chunk.file().matches("[A-Za-z0-9][A-Za-z0-9._/-]*"));
      assertThat(chunks)
          .isSortedAccordingTo((a, b) -> Long.compare(b.weightBytes(), a.weightBytes()));
    }
  }

  /// Whether a cut is of one instant, or of the time that it took.
  protected boolean isOfOneInstant() {
    return true;
  }

  @Test
  void aCutTellsWhetherItIsOfOneInstant() {
    fill();
    assertThat(capture("a").cut().fuzzy() == null).isEqualTo(isOfOneInstant());
  }

  @Test
  void whatChangesLaterIsNotInTheCut() {
    assumeTrue(isOfOneInstant(), "stated limit: such a cut is of the time that it takes");
    fill();
    HeldCut before = capture("a");
    try (DatabaseSource source = source();
        OpenCut cut = source.open(3)) {
      insert("many", ROWS);
      insert("few", 2);
      assertThat(sums(HeldCut.of("b", cut))).isEqualTo(sums(before));
    }
    assertThat(sums(capture("c"))).isNotEqualTo(sums(before));
  }

  @Test
  void aChunkIsTheSameHoweverOftenItIsCopied() {
    fill();
    try (DatabaseSource source = source();
        OpenCut cut = source.open(1)) {
      Chunk chunk = cut.chunks().getFirst();
      ContentSink first = new ContentSink();
      ContentSink second = new ContentSink();
      RowsHash hash = cut.copy(chunk, first);
      assertThat(cut.copy(chunk, second)).isEqualTo(hash);
      assertThat(second.content()).hasSameSizeAs(first.content());
    }
  }

  @Test
  void aRestoredDatabaseHasTheSameRows() {
    fill();
    HeldCut cut = capture("a");
    try (DatabaseTarget target = target()) {
      assertThat(target.examine(cut, Creation.ALLOWED).goesOn()).isFalse();
      target.prepare();
      cut.parts().forEach(part -> assertThat(target.load(part)).isEqualTo(part.hash().rows()));
      complete(target);
      assertThat(readBack(target, cut)).isEqualTo(sums(cut));
      target.compareObjects();
      assertThat(target.problems()).isEmpty();
      target.finish();
    }
  }

  private static void complete(DatabaseTarget target) {
    target.builds().forEach(Runnable::run);
    target.complete();
  }

  private static Map<String, RowsHash> readBack(DatabaseTarget target, HeldCut cut) {
    Map<String, RowsHash> found = new HashMap<>();
    for (Chunk chunk :
        target.readBack(
            cut.parts().stream().map(SavedPart::table).collect(Collectors.toSet()), 2)) {
      found.merge(chunk.table(), target.read(chunk), RowsHash::plus);
    }
    return found;
  }

  @Test
  void aRestoreThatWasKilledGoesOnAndLoadsNothingTwice() {
    fill();
    HeldCut cut = capture("a");
    SavedPart first = cut.parts().getFirst();
    try (DatabaseTarget killed = target()) {
      killed.examine(cut, Creation.ALLOWED);
      killed.prepare();
      killed.load(first);
    }
    try (DatabaseTarget target = target()) {
      assertThat(target.examine(cut, Creation.ALLOWED).goesOn()).isTrue();
      target.prepare();
      assertThat(target.load(first)).isZero();
      cut.parts().forEach(target::load);
      complete(target);
      complete(target);
      assertThat(readBack(target, cut)).isEqualTo(sums(cut));
      assertThat(target.problems()).isEmpty();
    }
  }

  @Test
  void aDamagedPartIsNotTakenForLoaded() {
    fill();
    HeldCut cut = capture("a");
    SavedPart part =
        cut.parts().stream().filter(one -> one.hash().rows() > 0).findFirst().orElseThrow();
    try (DatabaseTarget target = target()) {
      target.examine(cut, Creation.ALLOWED);
      target.prepare();
      assertThatThrownBy(() -> target.load(new HalfPart(part)))
          .isInstanceOf(BundleDamagedException.class);
      if (loadsAllOrNothing()) {
        assertThat(readBack(target, cut).values().stream().mapToLong(RowsHash::rows).sum())
            .isZero();
      }
      assertThat(target.load(part)).isEqualTo(part.hash().rows());
      cut.parts().forEach(target::load);
      complete(target);
      assertThat(readBack(target, cut)).isEqualTo(sums(cut));
    }
  }

  /// Whether the database has transactions for it.
  protected boolean loadsAllOrNothing() {
    return true;
  }

  @Test
  void aRowThatChangedIsSeen() {
    fill();
    HeldCut cut = capture("a");
    insert("few", 3);
    Map<String, RowsHash> changed = sums(capture("b"));
    assertThat(changed).isNotEqualTo(sums(cut));
    assertThat(changed.keySet()).isEqualTo(sums(cut).keySet());
  }

  @Test
  void aDatabaseThatHoldsSomethingElseIsRefused() {
    fill();
    HeldCut cut = capture("a");
    try (DatabaseTarget target = target()) {
      target.examine(cut, Creation.ALLOWED);
      target.prepare();
      cut.parts().forEach(target::load);
      complete(target);
      target.finish();
    }
    try (DatabaseTarget target = target()) {
      assertThatThrownBy(() -> target.examine(cut, Creation.ALLOWED))
          .isInstanceOf(UsageException.class);
    }
  }

  @Test
  void theBeginningOfAnotherRestoreIsRefused() {
    fill();
    HeldCut cut = capture("a");
    try (DatabaseTarget target = target()) {
      target.examine(cut, Creation.ALLOWED);
      target.prepare();
    }
    HeldCut other = capture("b");
    try (DatabaseTarget target = target()) {
      assertThatThrownBy(() -> target.examine(other, Creation.ALLOWED))
          .isInstanceOf(UsageException.class);
    }
  }
}
