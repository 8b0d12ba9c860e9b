package dev.migrator.snapshot;

import dev.migrator.engine.SourceProgress;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.plan.Ages.Aged;
import dev.migrator.plan.Piece;
import dev.migrator.plan.Rates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A key range that is being counted, as some dozens of pieces of about the same number of objects.
/// Written by one thread, read by others.
final class CountedRange {
  private static final int MOST_PIECES = 64;

  private final KeyRange range;
  private final SourceProgress progress;
  private final TurnRules rules;
  private final AgeSample ages = new AgeSample();
  private Ruled last = new Ruled(0, 0);
  private final List<Counted> done = new ArrayList<>();
  private Counted open;
  private long objectsEach = 1_000;

  /// Also such as have no bytes.
  private long entries;

  private record Counted(Key from, long objects, long bytes, @Nullable Instant newest) {
    Counted plus(Counted next) {
      return new Counted(
          from, objects + next.objects, bytes + next.bytes, later(newest, next.newest));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
      return one == null || (other != null && other.isAfter(one)) ? other : one;
    }
  }

  /// What a rule puts last.
  private record Ruled(long objects, long bytes) {}

  CountedRange(KeyRange range, SourceProgress progress, TurnRules rules) {
    this.range = range;
    this.progress = progress;
    this.rules = rules;
    this.open = new Counted(range.from(), 0, 0, null);
  }

  KeyRange range() {
    return range;
  }

  synchronized void add(Listed listed) {
    entries++;
    if (listed.hasBytes()) {
      progress.count(1, listed.sizeBytes());
      count(listed);
    }
  }

  synchronized long entries() {
    return entries;
  }

  private void count(Listed listed) {
    if (open.objects >= objectsEach) {
      done.add(open);
      open = new Counted(listed.key(), 0, 0, null);
      if (done.size() == MOST_PIECES) {
        mergeNeighbours();
      }
    }
    open = open.plus(new Counted(open.from, 1, listed.sizeBytes(), listed.modified()));
    switch (rules.turn(listed)) {
      case FIRST, USUAL, OLDER -> ages.add(listed);
      case LAST -> last = new Ruled(last.objects + 1, last.bytes + listed.sizeBytes());
    }
  }

  /// Ages of what no rule puts last.
  synchronized List<Aged> ages(Rates rates) {
    return ages.at(rates);
  }

  /// What all takes that a rule puts last.
  synchronized double lastSeconds(Rates rates) {
    return rates.seconds(last.objects, last.bytes);
  }

  private void mergeNeighbours() {
    List<Counted> merged = new ArrayList<>();
    for (int at = 0; at < done.size(); at += 2) {
      merged.add(done.get(at).plus(done.get(at + 1)));
    }
    done.clear();
    done.addAll(merged);
    objectsEach *= 2;
  }

  synchronized List<Piece> pieces() {
    List<Counted> all = new ArrayList<>(done);
    all.add(open);
    List<Piece> pieces = new ArrayList<>();
    for (int at = 0; at < all.size(); at++) {
      Counted one = all.get(at);
      @Nullable Key to = at + 1 < all.size() ? all.get(at + 1).from : range.to();
      pieces.add(
          new Piece(
              one.from.toString(),
              to == null ? "" : to.toString(),
              one.objects,
              one.bytes,
              one.newest,
              Piece.Turn.USUAL));
    }
    return pieces;
  }
}
