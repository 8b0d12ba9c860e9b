package dev.migrator.plan;

/// What one source's host takes for its answers, as far as known.
///
/// @param secondsPerObject on one connection, beside what its bytes take
/// @param secondsPerByte on one connection
/// @param spread standard deviation of the logarithm of the factor by which both may be off
/// @param connections how many at one time still make it faster
/// @param objectsPerSecond what the host gives at most, over all connections; may be infinite
public record Rates(
    double secondsPerObject,
    double secondsPerByte,
    double spread,
    int connections,
    double objectsPerSecond) {

  public Rates {
    if (!(secondsPerObject >= 0 && secondsPerByte >= 0 && secondsPerObject + secondsPerByte > 0)) {
      throw new IllegalArgumentException("an object costs time: " + secondsPerObject);
    }
    if (!(spread >= 0 && connections > 0 && objectsPerSecond > 0)) {
      throw new IllegalArgumentException("no such rates: " + spread + ", " + connections);
    }
  }

  /// What objects take on one connection, one after the other.
  public double seconds(double objects, double bytes) {
    return objects * secondsPerObject + bytes * secondsPerByte;
  }

  /// As [#seconds(double, double)].
  public double seconds(long objects, long bytes) {
    return seconds((double) objects, (double) bytes);
  }

  /// The same, but less sure or surer.
  public Rates withSpread(double off) {
    return new Rates(secondsPerObject, secondsPerByte, off, connections, objectsPerSecond);
  }

  /// Each connection so many times as slow.
  public Rates slower(double times) {
    return costing(times * secondsPerObject, times * secondsPerByte, spread);
  }

  public Rates sharing(int others) {
    return new Rates(secondsPerObject, secondsPerByte, spread, others, objectsPerSecond);
  }

  /// The same limits with other costs.
  Rates costing(double perObject, double perByte, double off) {
    return new Rates(perObject, perByte, off, connections, objectsPerSecond);
  }
}
