package dev.migrator.snapshot;

import dev.migrator.bundle.BundleWriter;
import dev.migrator.bundle.Commit.DatabaseCut;
import dev.migrator.bundle.Commit.Part;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.database.Chunk;
import dev.migrator.database.Omission;
import dev.migrator.database.OpenCut;
import dev.migrator.error.StoreException;
import dev.migrator.model.Gap;
import dev.migrator.model.Gap.OfPart;
import dev.migrator.snapshot.SnapshotResult.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is to be committed of a database. Only for the thread that commits.
final class DatabaseRecord implements SourceRecord {
  private static final String NOT_YET = "the snapshot has not come here yet";

  private final DatabaseRun database;
  private final String kind;
  private final String run;
  private SourceState settled;
  private @Nullable GrowingCut growing;
  private final List<String> notes = new ArrayList<>();
  private long movedRows;
  private long movedBytes;

  DatabaseRecord(DatabaseRun database, String kind, String run, @Nullable SourceState before) {
    this.database = database;
    this.kind = kind;
    this.run = run;
    this.settled =
        before != null ? before : new SourceState(kind, null, List.of(), List.of(), List.of());
  }

  DatabaseRun database() {
    return database;
  }

  @Override
  public List<Unit> prepare(String run, int wanted) {
    if (isReached(run)) {
      return List.of();
    }
    try {
      database.greet();
    } catch (StoreException e) {
      database.stop(e);
      return List.of();
    }
    if (settled.cuts().stream().anyMatch(cut -> cut.run().equals(run))) {
      notes.add(
          database.name()
              + ": captured anew from its start: the instant of a run that ended is gone with it");
    }
    return List.of(new Unit.Opening(database.name()));
  }

  void happened(Event.OfCut event) {
    if (event.happening() instanceof Event.CutOpened opened) {
      giveUp();
      growing = new GrowingCut(opened);
      tellInstant(opened.cut());
      opened.cut().notes().forEach(this::note);
    } else if (growing != null && growing.number == event.number()) {
      happened(growing, event.happening());
    }
  }

  private void tellInstant(OpenCut cut) {
    String fuzzy = cut.cut().fuzzy();
    if (fuzzy != null) {
      note("not of one instant: " + fuzzy);
    }
  }

  private void happened(GrowingCut cut, Event.Happening happening) {
    switch (happening) {
      case Event.CutOpened _ -> throw new IllegalStateException("opened twice: " + cut.number);
      case Event.PartSealed(Part part) -> {
        cut.parts.add(part);
        cut.settle(part.table());
        movedRows += part.hash().rows();
        movedBytes += part.sizeBytes();
      }
      case Event.PartLost(Chunk chunk, Omission omission) -> {
        cut.settle(chunk.table());
        if (!cut.omissions.contains(omission)) {
          cut.omissions.add(omission);
        }
      }
      case Event.CutEnded(OpenCut.Ending ending, List<String> documents) -> {
        cut.documents.addAll(documents);
        cut.omissions.addAll(ending.omissions());
        ending.notes().forEach(this::note);
        cut.isEnded = true;
      }
    }
  }

  /// A cut that was lost: what of it is committed stays there for the time being.
  private void giveUp() {
    if (growing != null) {
      growing.writer.drop();
    }
    growing = null;
  }

  private void note(String note) {
    notes.add(database.name() + ": " + note);
  }

  @Override
  public SourceState settle(BundleWriter writer, Optional<String> whyNotReached) {
    GrowingCut cut = growing;
    List<DatabaseCut> cuts = new ArrayList<>();
    Optional<DatabaseCut> best =
        settled.bestCut().filter(kept -> cut == null || kept.number() != cut.number);
    if (cut == null || !cut.isEnded) {
      best.ifPresent(cuts::add);
    }
    if (cut != null) {
      cuts.add(cutOf(cut));
    }
    settled = new SourceState(kind, null, List.of(), gapsOf(cuts, whyNotReached), cuts);
    return settled;
  }

  private DatabaseCut cutOf(GrowingCut cut) {
    return new DatabaseCut(
        cut.number,
        run,
        cut.cut.cut(),
        cut.isEnded,
        List.copyOf(cut.documents),
        List.copyOf(cut.parts),
        List.copyOf(cut.pending.keySet()),
        cut.cut.withheld());
  }

  /// Of the cut that would be restored.
  private List<Gap> gapsOf(List<DatabaseCut> cuts, Optional<String> whyNotReached) {
    GrowingCut cut = growing;
    if (cut == null) {
      return cuts.isEmpty() ? List.of(unreached("database", whyNotReached)) : settled.gaps();
    }
    if (!cut.isEnded && cuts.getFirst().isWhole()) {
      return List.of(
          unreached("a cut newer than that of " + cuts.getFirst().cut().at(), whyNotReached));
    }
    List<Gap> gaps = new ArrayList<>();
    cut.omissions.forEach(
        omission -> gaps.add(gap(omission.what(), omission.code(), omission.reason())));
    cut.pending.keySet().forEach(table -> gaps.add(unreached("table " + table, whyNotReached)));
    return gaps;
  }

  private Gap unreached(String part, Optional<String> whyNotReached) {
    StoreException cause = database.cause();
    return cause == null
        ? gap(part, Gap.Code.NOT_REACHED, whyNotReached.orElse(NOT_YET))
        : gap(part, SourceRun.codeOf(cause), String.valueOf(cause.getMessage()));
  }

  private Gap gap(String part, Gap.Code code, String reason) {
    return new Gap(database.name(), new OfPart(part), code, reason);
  }

  @Override
  public boolean isReached(String of) {
    return (growing != null && growing.isEnded)
        || settled.cuts().stream().anyMatch(cut -> cut.isWhole() && cut.run().equals(of));
  }

  @Override
  public List<String> notes(String run) {
    return notes;
  }

  @Override
  public long movedBytes() {
    return movedBytes;
  }

  @Override
  public Totals totals() {
    long gaps = settled.gaps().size();
    return settled
        .bestCut()
        .map(cut -> new Totals(cut.tables(), cut.rows(), cut.bytes(), movedRows, movedBytes, gaps))
        .orElseGet(() -> new Totals(0, 0, 0, 0, 0, gaps));
  }

  @Override
  public @Nullable StoreException cause() {
    return database.cause();
  }

  @Override
  public void close() {
    database.close();
  }
}
