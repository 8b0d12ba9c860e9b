package dev.migrator.snapshot;

import dev.migrator.model.Listed;
import dev.migrator.plan.Ages.Aged;
import dev.migrator.plan.Rates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When the objects of a listing were modified: some hundred stretches of it, each with the time of
/// one object, drawn by what it costs. Memory does not grow. Not for several threads.
final class AgeSample {
  private static final int MOST_STRETCHES = 512;

  /// What an object costs beside its bytes, in bytes, as far as is known before any was read.
  private static final double OBJECT_COST_BYTES = 200_000;

  private final SplittableRandom random = new SplittableRandom(1); // equal listings, equal samples
  private final List<Stretch> done = new ArrayList<>();
  private @Nullable Stretch open;
  private double costEach;
  private long objects;
  private long bytes;

  /// @param drawn one of its objects, each as likely as it is costly
  /// @param cost of all of them
  private record Stretch(Drawn drawn, double cost) {
    Stretch plus(Stretch next, SplittableRandom random) {
      double sum = cost + next.cost;
      return new Stretch(random.nextDouble() * sum < next.cost ? next.drawn : drawn, sum);
    }

    Aged at(Rates rates) {
      double times = cost / drawn.cost(); // it stands for as many like it
      return new Aged(drawn.modified, times * rates.seconds(1, drawn.sizeBytes));
    }
  }

  private record Drawn(Instant modified, long sizeBytes) {
    double cost() {
      return OBJECT_COST_BYTES + sizeBytes;
    }
  }

  /// What has no time counts as new.
  void add(Listed listed) {
    objects++;
    bytes += listed.sizeBytes();
    Instant modified = listed.modified() == null ? Instant.MAX : listed.modified();
    Drawn drawn = new Drawn(modified, listed.sizeBytes());
    Stretch one = new Stretch(drawn, drawn.cost());
    open = open == null ? one : open.plus(one, random);
    if (open.cost >= costEach) {
      done.add(open);
      open = null;
      if (done.size() == MOST_STRETCHES) {
        mergeNeighbours();
      }
    }
  }

  private void mergeNeighbours() {
    List<Stretch> merged = new ArrayList<>();
    for (int at = 0; at < done.size(); at += 2) {
      merged.add(done.get(at).plus(done.get(at + 1), random));
    }
    done.clear();
    done.addAll(merged);
    costEach = 2 * merged.stream().mapToDouble(Stretch::cost).sum() / MOST_STRETCHES;
  }

  /// What all of it takes.
  double seconds(Rates rates) {
    return rates.seconds(objects, bytes);
  }

  /// What all of it takes, about, by its times.
  List<Aged> at(Rates rates) {
    return Stream.concat(done.stream(), Stream.ofNullable(open)).map(one -> one.at(rates)).toList();
  }
}
