package dev.migrator.snapshot;

import dev.migrator.bundle.Frames;
import dev.migrator.bundle.SegmentWriter;
import dev.migrator.bundle.SegmentWriter.Described;
import dev.migrator.engine.Ahead;
import dev.migrator.error.InterruptedRunException;
import dev.migrator.error.StoreException;
import dev.migrator.model.Entry;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.NoAttributes;
import dev.migrator.plan.Piece.Turn;
import dev.migrator.snapshot.Unit.Visit;
import java.util.ArrayDeque;
import java.util.List;

/// Captures one key range: lists it, takes over what the bundle has, reads the rest ahead, and
/// writes all in order into segments. One thread only.
final class UnitRun implements AutoCloseable {
  private static final int READS_AHEAD = 64;

  private final Run run;
  private final SourceRun source;
  private final KeyGroups groups;
  private final KnownEntries known;
  private final OpenSegment segment;
  private final ObjectFetch fetch;
  private final LargeCopy large;
  private final Recovery recovery;
  private final Ahead<Step> ahead;
  private final Load load;
  private final Unit.Range unit;

  /// Listed, but not written yet; in the order of listing.
  private final ArrayDeque<Listed> pending = new ArrayDeque<>();

  private UnitRun(
      Run run, SourceRun source, KeyGroups groups, KnownEntries known, Unit.Range unit) {
    this.unit = unit;
    this.run = run;
    this.source = source;
    this.groups = groups;
    this.known = known;
    this.segment = new OpenSegment(run, unit);
    this.fetch = new ObjectFetch(source.store(), run.buffers);
    this.large = new LargeCopy(run, source, segment);
    this.recovery = new Recovery(run, source, fetch, large);
    this.ahead = new Ahead<>(READS_AHEAD, run.budget, run::isHalted, this::place);
    this.load = new Load(run.clock.millis());
  }

  /// @throws SourceFailure if the source does not list the range at all
  static UnitRun open(Run run, SourceRun source, Unit.Range unit) {
    KnownEntries known = new KnownEntries(run.writer.known(source.name(), unit.range()));
    try {
      return new UnitRun(run, source, new KeyGroups(source.store(), unit.range()), known, unit);
    } catch (StoreException e) {
      known.close();
      throw new SourceFailure(e);
    }
  }

  /// Ends when the range is captured, its source has stopped, or the run is to stop; what was
  /// written until then is sealed.
  void capture() throws InterruptedException {
    try {
      for (List<Listed> group = next(); !group.isEmpty(); group = next()) {
        shareWithTheIdle();
        pending.addAll(group);
        for (Listed listed : group) {
          run.throwIfHalted();
          plan(listed);
        }
      }
      ahead.drain();
      segment.seal(groups.boundary());
    } catch (InterruptedRunException e) {
      if (run.isAborted()) {
        throw e;
      }
      sealWhatIsWritten();
    }
  }

  /// @return empty at the end, also where the source has stopped
  private List<Listed> next() {
    try {
      return source.isNamingOver() ? List.of() : groups.next();
    } catch (StoreException e) {
      source.stop(e);
      return List.of();
    }
  }

  /// Gives the second half of what is left to a worker that has nothing to do.
  private void shareWithTheIdle() {
    long now = run.clock.millis();
    if (!run.queue.isHungry() || source.isStopped() || !load.isHeavy(now)) {
      return;
    }
    load.restart(now);
    try {
      List<KeyRange> halves = source.store().split(groups.rest(), 2);
      if (halves.size() == 2) {
        groups.endAt(halves.getLast().from());
        run.queue.put(unit.of(halves.getLast()));
      }
    } catch (StoreException e) {
      source.stop(e);
    }
  }

  private void plan(Listed listed) throws InterruptedException {
    load.add(listed);
    Entry before = known.find(listed);
    Difference difference = before == null ? Difference.ALL : Difference.between(before, listed);
    Turn turn = difference == Difference.ALL ? source.turn(listed) : unit.turn();
    if (isForLater(turn)) {
      ahead.pass(Recovery.postponed(listed, turn));
      return;
    }
    if (listed.hasBytes() && !isCounted(difference)) {
      source.progress().expect(1, listed.sizeBytes());
    }
    StoreException cause = source.cause();
    if (before != null && difference == Difference.NONE) {
      ahead.pass(new Step.Carried(before, listed));
    } else if (cause != null) {
      ahead.pass(Recovery.lost(listed, cause));
    } else if (before != null && difference == Difference.ATTRIBUTES && listed.hasBytes()) {
      ahead.submit(0, () -> fetch.renewed(before, listed));
    } else {
      read(listed);
    }
  }

  private boolean isForLater(Turn turn) {
    return !source.isStopped() && turn.compareTo(unit.turn()) > 0;
  }

  /// Whether the run has been here before and counted it then.
  private boolean isCounted(Difference difference) {
    return difference == Difference.NONE && unit.visit() == Visit.AGAIN;
  }

  private void read(Listed listed) throws InterruptedException {
    switch (listed.kind()) {
      case OBJECT -> readBytes(listed);
      case FOLDER, LINK -> ahead.submit(0, () -> fetch.bare(listed));
      case DELETE_MARKER ->
          ahead.pass(new Step.Bare(new Described(listed, NoAttributes.INSTANCE, null, List.of())));
      case SPECIAL -> ahead.pass(Recovery.special(listed));
    }
  }

  private void readBytes(Listed listed) throws InterruptedException {
    run.bytesToMove.add(listed.sizeBytes());
    if (listed.sizeBytes() <= Frames.CHUNK_BYTES) {
      int cost = run.buffers.lengthFor((int) listed.sizeBytes());
      ahead.submit(cost, () -> source.thawed(fetch.whole(listed, null)));
    } else {
      ahead.drain(); // its chunks need the budget that results of other reads would hold
      place(source.thawed(large.copy(listed, null, run.budget)));
    }
  }

  /// Writes one entry; it is the first of those pending.
  private void place(Step step) throws InterruptedException {
    write(pending.element(), step);
    pending.remove();
  }

  private void write(Listed listed, Step step) throws InterruptedException {
    switch (step) {
      case Step.Carried carried -> carry(carried);
      case Step.Bare bare -> writeBare(bare.described());
      case Step.Postponed postponed -> {
        segment.writerFor(listed).addWithoutBytes(postponed.described());
        segment.postponed(postponed.later());
      }
      case Step.Thawing thawing -> {
        segment.writerFor(listed).addWithoutBytes(thawing.described());
        segment.thawing(thawing);
      }
      case Step.Whole whole -> writeWhole(whole);
      case Step.Written _ -> source.progress().done(1, 0);
      case Step.Failed failed -> {
        run.throwIfHalted(); // then it is the halt that failed it
        write(listed, recovery.recover(failed));
      }
    }
  }

  private void carry(Step.Carried carried) {
    segment.writerFor(carried.listed()).carry(carried.known(), carried.listed());
    if (carried.listed().hasBytes() && !isCounted(Difference.NONE)) {
      run.progress.unchanged(1);
      source.progress().passed(1, carried.listed().sizeBytes());
    }
  }

  private void writeBare(Described described) {
    segment.writerFor(described.listed()).addWithoutBytes(described);
    if (described.listed().hasBytes()) {
      source.progress().passed(1, described.listed().sizeBytes());
    }
    described.missing().forEach(_ -> run.progress.gap());
  }

  private void writeWhole(Step.Whole whole) {
    SegmentWriter writer = segment.writerFor(whole.described().listed());
    writer.add(whole.described(), whole.buffer(), whole.length(), whole.sha256(), whole.proof());
    run.buffers.give(whole.buffer());
    segment.moved(whole.length());
    source.progress().done(1, whole.length());
  }

  /// Ends at a key whose versions are all written, or named as missing.
  private void sealWhatIsWritten() {
    Key last = segment.last();
    while (last != null && !pending.isEmpty() && last.equals(pending.element().key())) {
      Step gap =
          Recovery.gap(
              pending.remove(),
              NoAttributes.INSTANCE,
              null,
              Gap.Code.NOT_REACHED,
              "the snapshot was stopped between two versions of this key");
      writeBare(((Step.Bare) gap).described());
    }
    segment.seal(pending.isEmpty() ? groups.boundary() : pending.element().key());
  }

  @Override
  public void close() {
    try (groups;
        known;
        segment) {
      ahead.close();
    }
  }
}
