package dev.migrator.database.redis;

/// Id of an entry of a stream; both parts are unsigned.
record StreamId(long millis, long sequence) implements Comparable<StreamId> {
  static final StreamId ZERO = new StreamId(0, 0);

  /// @throws NumberFormatException if this is none
  static StreamId parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      throw new NumberFormatException("no id of a stream: " + Failures.printable(text));
    }
    return new StreamId(
        Long.parseUnsignedLong(text.substring(0, dash)),
        Long.parseUnsignedLong(text.substring(dash + 1)));
  }

  @Override
  public int compareTo(StreamId other) {
    int byMillis = Long.compareUnsigned(millis, other.millis);
    return byMillis != 0 ? byMillis : Long.compareUnsigned(sequence, other.sequence);
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(millis) + "-" + Long.toUnsignedString(sequence);
  }
}
