package dev.migrator.plan;

import java.time.Duration;
import java.util.List;

/// What will be done, and when. All spans are from now.
///
/// @param fits whether all is done before the limit, at P95
/// @param sources in the order of the queue
/// @param remedies what would make all fit, each by itself; empty if it fits, or nothing does
public record Forecast(
    Duration p05End,
    Duration p50End,
    Duration p95End,
    boolean fits,
    List<OfSource> sources,
    List<Remedy> remedies,
    double cost) {

  /// @param place why it stands where it does
  /// @param notFitting what is left at the limit, at P95; ranges that touch are one
  public record OfSource(
      String source,
      int value,
      String place,
      long objects,
      long bytes,
      Duration p50End,
      Duration p95End,
      List<Piece> notFitting,
      double cost) {

    public boolean fits() {
      return notFitting.isEmpty();
    }

    public long objectsNotFitting() {
      return notFitting.stream().mapToLong(Piece::objects).sum();
    }

    public long bytesNotFitting() {
      return notFitting.stream().mapToLong(Piece::bytes).sum();
    }
  }

  public long objectsNotFitting() {
    return sources.stream().mapToLong(OfSource::objectsNotFitting).sum();
  }

  public long bytesNotFitting() {
    return sources.stream().mapToLong(OfSource::bytesNotFitting).sum();
  }
}
