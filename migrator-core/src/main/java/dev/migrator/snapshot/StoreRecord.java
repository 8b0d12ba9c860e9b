package dev.migrator.snapshot;

import dev.migrator.bundle.BundleWriter;
import dev.migrator.bundle.Commit;
import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.CommitGaps;
import dev.migrator.engine.WorkQueue;
import dev.migrator.error.StoreException;
import dev.migrator.model.Gap;
import dev.migrator.model.Gap.OfRange;
import dev.migrator.model.Gap.OfSource;
import dev.migrator.model.KeyRange;
import dev.migrator.model.SourceDescription;
import dev.migrator.snapshot.SnapshotResult.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is to be committed of a store. Only for the thread that commits.
final class StoreRecord implements SourceRecord {
  private static final OfSource AS_A_WHOLE = new OfSource("as a whole");

  private final SourceRun source;
  private final Ledger ledger;
  private String kind;
  private @Nullable String description;
  private List<Gap> gaps;
  private List<String> notes = List.of();
  private final List<String> surveyed = new ArrayList<>();
  private final ThawWatch thawing;
  private final PostponedRanges postponed;
  private boolean isDescribed;

  /// Whether no earlier process listed some of it for this run.
  private boolean isListedByUs;

  private Commit.SourceState settled;
  private long movedObjects;
  private long movedBytes;

  StoreRecord(SourceRun source, Commit.SourceState state, WorkQueue<Unit> queue) {
    this.source = source;
    this.thawing = new ThawWatch(source.name(), queue);
    this.postponed = new PostponedRanges(source);
    this.ledger = new Ledger(state.segments());
    this.kind = state.kind();
    this.description = state.description();
    this.gaps = state.gaps().stream().filter(gap -> !(gap.scope() instanceof OfRange)).toList();
    this.settled = state;
  }

  @Override
  public List<Unit> prepare(String run, int wanted) {
    List<Unit> units = new ArrayList<>();
    isListedByUs = ledger.segments().stream().noneMatch(segment -> segment.run().equals(run));
    try {
      source.greet();
      units.add(new Unit.Description(source.name()));
      plan(run, wanted).forEach(range -> units.addAll(source.rules().units(source.name(), range)));
      return units;
    } catch (StoreException e) {
      source.stop(e);
      return List.of();
    }
  }

  void described(SourceDescription said, BundleWriter writer) {
    kind = said.kind();
    description = writer.describe(source.name(), said);
    gaps = BundleWriter.gapsOf(source.name(), said);
    notes = said.notes().stream().map(note -> source.name() + ": " + note).toList();
    isDescribed = true;
  }

  private List<KeyRange> plan(String run, int wanted) {
    List<Segment> head = ledger.segments();
    long entries = head.stream().mapToLong(Segment::entries).sum();
    Plan.done(head, run).forEach(this::pass);
    List<KeyRange> ranges = new ArrayList<>();
    for (KeyRange work : Plan.work(head, run)) {
      ranges.addAll(Plan.alongSegments(work, head, 1 + entries / (2L * wanted)));
    }
    return ranges.size() == 1 && head.isEmpty()
        ? source.store().split(ranges.getFirst(), wanted)
        : ranges;
  }

  /// It is not listed again, but whoever counts the source meets it.
  private void pass(Segment segment) {
    source.progress().expect(segment.objects(), segment.bytes());
    source.progress().passed(segment.objects(), segment.bytes());
  }

  void sealed(Event.Sealed sealed) {
    ledger.put(sealed.segment());
    postponed.sealed(sealed.segment().range(), sealed.later());
    thawing.captured(sealed.segment().range(), sealed.thawing());
    movedObjects += sealed.movedObjects();
    movedBytes += sealed.movedBytes();
  }

  @Override
  public Commit.SourceState settle(BundleWriter writer, Optional<String> whyNotReached) {
    List<Segment> segments =
        ledger.settle((segment, range) -> writer.remainder(source.name(), segment, range));
    settled = new Commit.SourceState(kind, description, segments, allGaps(whyNotReached));
    return settled;
  }

  /// Where the source was stopped, that is why ranges were not reached: what stands first counts.
  private List<Gap> allGaps(Optional<String> whyNotReached) {
    StoreException cause = source.cause();
    List<Gap> all = new ArrayList<>(gaps);
    if (cause != null) {
      all.add(gapOfAll(SourceRun.codeOf(cause), String.valueOf(cause.getMessage())));
    }
    whyNotReached.ifPresent(reason -> {
      all.add(gapOfAll(Gap.Code.NOT_REACHED, reason));
      if (!isDescribed) {
        all.add(new Gap(source.name(), AS_A_WHOLE, Gap.Code.NOT_REACHED, reason));
      }
    });
    return all;
  }

  /// Counts for whatever the segments leave out.
  private Gap gapOfAll(Gap.Code code, String reason) {
    return new Gap(source.name(), new OfRange(KeyRange.ALL), code, reason);
  }

  /// Whether the source has told of itself and every range was captured in this run, with nothing
  /// that is still being brought back.
  @Override
  public boolean isReached(String run) {
    return !source.isStopped()
        && isDescribed
        && thawing.isEmpty()
        && postponed.ranges().stream().noneMatch(this::hasGaps)
        && ledger.uncovered(run).isEmpty();
  }

  /// As of the last [#settle].
  private boolean hasGaps(KeyRange range) {
    return settled.segments().stream()
        .anyMatch(segment -> segment.gaps() > 0 && segment.range().overlaps(range));
  }

  /// Where objects were left for a later turn.
  PostponedRanges postponed() {
    return postponed;
  }

  /// Where objects are being brought back.
  ThawWatch thawing() {
    return thawing;
  }

  void surveyed(List<String> lines) {
    lines.forEach(line -> surveyed.add(source.name() + ": archived: " + line));
  }

  SourceRun source() {
    return source;
  }

  @Override
  public List<String> notes(String run) {
    return Stream.of(notes, surveyed, shortfall(run).stream().toList())
        .flatMap(List::stream)
        .toList();
  }

  /// As of the last [#settle].
  private Optional<String> shortfall(String run) {
    OptionalLong counted = source.countedEntries();
    if (counted.isEmpty() || !isListedByUs || !isReached(run)) {
      return Optional.empty();
    }
    long captured = settled.segments().stream().mapToLong(Segment::entries).sum();
    return new Shortfall(counted.getAsLong(), captured).note(source.name());
  }

  @Override
  public long movedBytes() {
    return movedBytes;
  }

  @Override
  public Totals totals() {
    long entries = 0;
    long objects = 0;
    long bytes = 0;
    for (Segment segment : settled.segments()) {
      entries += segment.entries();
      objects += segment.objects();
      bytes += segment.bytes();
    }
    return new Totals(
        entries,
        objects,
        bytes,
        movedObjects,
        movedBytes,
        CommitGaps.count(source.name(), settled));
  }

  @Override
  public @Nullable StoreException cause() {
    return source.cause();
  }

  @Override
  public void close() {
    source.close();
  }
}
