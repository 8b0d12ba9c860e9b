package dev.migrator.simulate;

import dev.migrator.plan.Confidence;
import dev.migrator.plan.Fit;
import dev.migrator.plan.Rates;
import dev.migrator.plan.Work;
import java.util.SplittableRandom;

/// The host of one source: how it is in truth, and what the run believes of it by now.
final class Host {
  private static final int OFTEN = 64;

  final Work work;
  private final double sizeVariation;
  private final Fit fit;
  private final SplittableRandom random;

  /// By what this host is slower than its rates say, all the time.
  private final double factor;

  private Rates believed;
  private double slowdownOfOne;
  private long observations;

  int connections;
  boolean isDown;
  long objects;
  long bytes;
  double lastEnd;

  Host(Scenario.Source source, long seed) {
    work = source.work();
    sizeVariation = source.sizeVariation();
    fit = new Fit(work.rates());
    random = new SplittableRandom(seed * 31 + work.source().hashCode());
    factor = Math.exp(random.nextGaussian() * work.rates().spread());
    believed = work.rates();
    slowdownOfOne = Confidence.P95.slowdown(work.rates().spread());
  }

  boolean takesOneMore() {
    return !isDown && connections < believed.connections();
  }

  Rates believed() {
    return believed;
  }

  /// What a block takes in truth, with a connection and the link to itself.
  double seconds(long ofObjects, long ofBytes) {
    double alone = work.rates().seconds(ofObjects, ofBytes) * factor;
    double queued = (double) ofObjects * (connections + 1) / work.rates().objectsPerSecond();
    return Math.max(alone * noise(work.rates().spread()), queued);
  }

  /// What the run must reckon with.
  double believedSeconds(double ofObjects, double ofBytes) {
    double queued = ofObjects * (connections + 1) / believed.objectsPerSecond();
    return Math.max(believed.seconds(ofObjects, ofBytes) * slowdownOfOne, queued);
  }

  /// The bytes of some objects of which the mean is known.
  long drawBytes(long ofObjects, double mean) {
    double variation = sizeVariation / Math.sqrt((double) ofObjects);
    double spread = Math.sqrt(Math.log1p(variation * variation));
    return Math.round(ofObjects * mean * noise(spread));
  }

  /// Its mean is one.
  private double noise(double spread) {
    return spread == 0 ? 1 : Math.exp(random.nextGaussian() * spread - spread * spread / 2);
  }

  void captured(Block block, double now) {
    objects += block.objects();
    bytes += block.bytes();
    lastEnd = now;
    fit.add((double) block.objects(), (double) block.bytes(), Math.max(1e-6, now - block.begun()));
    observations++;
    if (observations < OFTEN || observations % OFTEN == 0) {
      believed = fit.rates();
      slowdownOfOne = Confidence.P95.slowdown(Math.hypot(fit.spreadOfOne(), believed.spread()));
    }
  }
}
