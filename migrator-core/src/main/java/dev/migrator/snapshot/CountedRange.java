package dev.migrator.snapshot;

import dev.migrator.engine.SourceProgress;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.plan.Ages.Aged;
import dev.migrator.plan.Piece;
import dev.migrator.plan.Piece.Turn;
import dev.migrator.plan.Rates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A key range that is being counted, as some dozens of pieces of about the same number of objects.
/// Written by one thread, read by others.
final class CountedRange {
  private static final int MOST_PIECES = 64;

  private final KeyRange range;
  private final SourceProgress progress;
  private final TurnRules rules;
  private final Map<Turn, AgeSample> ages = new EnumMap<>(Turn.class);
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
    ages.computeIfAbsent(rules.turn(listed), _ -> new AgeSample()).add(listed);
  }

  /// Of what has that turn by the rules.
  synchronized List<Aged> ages(Turn ruled, Rates rates) {
    AgeSample sample = ages.get(ruled);
    return sample == null ? List.of() : sample.at(rates);
  }

  /// What all takes that has that turn by the rules.
  synchronized double seconds(Turn ruled, Rates rates) {
    AgeSample sample = ages.get(ruled);
    return sample == null ? 0 : sample.seconds(rates);
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
              Turn.USUAL));
    }
    return pieces;
  }
}
