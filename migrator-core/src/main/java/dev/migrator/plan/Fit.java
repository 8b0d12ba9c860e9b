package dev.migrator.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Learns what an object and a byte cost from what was observed: least squares with two parameters
/// that are not negative, and how far they may be off. Memory does not grow. Not for several
/// threads.
public final class Fit {
  private static final int MOST_INTERVALS = 32;
  private static final int FIRST_INTERVAL = 8;
  private static final int ENOUGH = 4;

  /// Below this the objects are all so alike in size that the two costs cannot be told apart.
  private static final double ALIKE = 1e-3;

  private final Rates prior;
  private final List<Sums> intervals = new ArrayList<>();
  private int intervalLength = FIRST_INTERVAL;

  /// What is added up over observations; the weight of each is one by what the prior expects.
  private record Sums(
      long count,
      double expected,
      double objects,
      double bytes,
      double seconds,
      double objectsSquared,
      double objectsBytes,
      double bytesSquared,
      double objectsSeconds,
      double bytesSeconds,
      double secondsSquared) {
    static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    static Sums of(double objects, double bytes, double seconds, double expected) {
      return new Sums(
          1,
          expected,
          objects,
          bytes,
          seconds,
          objects * objects / expected,
          objects * bytes / expected,
          bytes * bytes / expected,
          objects * seconds / expected,
          bytes * seconds / expected,
          seconds * seconds / expected);
    }

    Sums times(double weight) {
      return new Sums(
          count,
          weight * expected,
          weight * objects,
          weight * bytes,
          weight * seconds,
          weight * objectsSquared,
          weight * objectsBytes,
          weight * bytesSquared,
          weight * objectsSeconds,
          weight * bytesSeconds,
          weight * secondsSquared);
    }

    Sums plus(Sums other) {
      return new Sums(
          count + other.count,
          expected + other.expected,
          objects + other.objects,
          bytes + other.bytes,
          seconds + other.seconds,
          objectsSquared + other.objectsSquared,
          objectsBytes + other.objectsBytes,
          bytesSquared + other.bytesSquared,
          objectsSeconds + other.objectsSeconds,
          bytesSeconds + other.bytesSeconds,
          secondsSquared + other.secondsSquared);
    }
  }

  private record Costs(double perObject, double perByte) {
    double of(Sums sums) {
      return perObject * sums.objects + perByte * sums.bytes;
    }

    /// Weighted sum of the squares of what is off.
    double residual(Sums sums) {
      return sums.secondsSquared
          - 2 * (perObject * sums.objectsSeconds + perByte * sums.bytesSeconds)
          + perObject * perObject * sums.objectsSquared
          + 2 * perObject * perByte * sums.objectsBytes
          + perByte * perByte * sums.bytesSquared;
    }
  }

  /// @param prior what is believed before anything was observed, with its spread
  public Fit(Rates prior) {
    this.prior = prior;
  }

  /// Objects were read on one connection, one after the other.
  public void add(double objects, double bytes, double seconds) {
    Sums one = Sums.of(objects, bytes, seconds, prior.seconds(objects, bytes));
    if (!intervals.isEmpty() && intervals.getLast().count < intervalLength) {
      intervals.add(intervals.removeLast().plus(one));
      return;
    }
    if (intervals.size() == MOST_INTERVALS) {
      mergeNeighbours();
    }
    intervals.add(one);
  }

  private void mergeNeighbours() {
    List<Sums> merged = new ArrayList<>();
    for (int at = 0; at < intervals.size(); at += 2) {
      merged.add(intervals.get(at).plus(intervals.get(at + 1)));
    }
    intervals.clear();
    intervals.addAll(merged);
    intervalLength *= 2;
  }

  /// The rates as they are believed now. The spread becomes less with each observation, and more
  /// the more one interval differed from the other.
  public Rates rates() {
    Sums all = all();
    if (all.count == 0) {
      return prior;
    }
    Costs costs = costs(all);
    double single = spreadOfOne(costs, all);
    double between = betweenIntervals(costs, single);
    double square =
        prior.spread() * prior.spread() / (1 + all.count)
            + single * single / all.count
            + between * between;
    return prior.costing(costs.perObject, costs.perByte, Math.sqrt(square));
  }

  /// How far a single observation is off: standard deviation, as a part of what was expected.
  public double spreadOfOne() {
    Sums all = all();
    return all.count == 0 ? prior.spread() : spreadOfOne(costs(all), all);
  }

  /// What is young counts more, in proportion to when it came: what was slow at first and is not
  /// now, fades.
  private Sums all() {
    Sums all = Sums.NONE;
    for (int at = 0; at < intervals.size(); at++) {
      all = all.plus(intervals.get(at).times(weight(at)));
    }
    return all;
  }

  /// One on the average.
  private double weight(int interval) {
    return 2.0 * (interval + 1) / (intervals.size() + 1);
  }

  private double spreadOfOne(Costs costs, Sums all) {
    if (all.count < ENOUGH) {
      return Math.max(prior.spread(), 0.5);
    }
    double square = Math.max(0, costs.residual(all)) / (all.count - 2);
    double scale = costs.of(all) * costs.of(all) / (all.expected * all.count);
    return Math.sqrt(square / scale);
  }

  /// Beyond what single observations explain.
  private double betweenIntervals(Costs costs, double single) {
    List<Sums> whole = intervals.stream().filter(one -> one.count == intervalLength).toList();
    if (whole.size() < 2) {
      return 0;
    }
    double[] off =
        whole.stream().mapToDouble(one -> Math.log(one.seconds / costs.of(one))).toArray();
    double mean = Arrays.stream(off).average().orElse(0);
    double square =
        Arrays.stream(off).map(one -> (one - mean) * (one - mean)).sum() / (off.length - 1);
    return Math.sqrt(Math.max(0, square - single * single / intervalLength));
  }

  private Costs costs(Sums all) {
    double determinant =
        all.objectsSquared * all.bytesSquared - all.objectsBytes * all.objectsBytes;
    if (all.count < ENOUGH || determinant <= ALIKE * all.objectsSquared * all.bytesSquared) {
      return asThePrior(all);
    }
    double perObject =
        (all.objectsSeconds * all.bytesSquared - all.bytesSeconds * all.objectsBytes) / determinant;
    double perByte =
        (all.bytesSeconds * all.objectsSquared - all.objectsSeconds * all.objectsBytes)
            / determinant;
    if (perObject < 0) {
      return new Costs(0, all.bytesSeconds / all.bytesSquared);
    }
    return perByte < 0
        ? new Costs(all.objectsSeconds / all.objectsSquared, 0)
        : new Costs(perObject, perByte);
  }

  /// Both costs in the prior's proportion.
  private Costs asThePrior(Sums all) {
    double factor = all.seconds / all.expected;
    return new Costs(factor * prior.secondsPerObject(), factor * prior.secondsPerByte());
  }
}
