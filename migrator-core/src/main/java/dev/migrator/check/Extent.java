package dev.migrator.check;

/// How much there is to capture, before compression.
///
/// @param objects or rows, as far as they were counted
/// @param whole whether that is all, or a sample that tells the least there is
public record Extent(long objects, long sizeBytes, Counted whole) {

  public enum Counted {
    WHOLE,
    SAMPLE
  }
}
