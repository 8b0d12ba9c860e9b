package dev.migrator.plan;

/// In how many of a hundred cases it is to go no worse.
public enum Confidence {
  P05(-1.645, 1, 1),
  P50(0, 1, 1),
  P95(1.645, 0.95, 0.96);

  /// Quantile of the normal distribution.
  private final double quantile;

  final double shareOfLink;

  /// What is left when hosts or the link are down for a while.
  final double shareOfTime;

  Confidence(double quantile, double shareOfLink, double shareOfTime) {
    this.quantile = quantile;
    this.shareOfLink = shareOfLink;
    this.shareOfTime = shareOfTime;
  }

  /// By what a time is to be multiplied.
  ///
  /// @param spread standard deviation of its logarithm
  public double slowdown(double spread) {
    return Math.exp(quantile * spread);
  }
}
