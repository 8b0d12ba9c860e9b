package dev.migrator.model;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The keys from `from`, included, to `to`, excluded; without an upper end where `to` is null.
public record KeyRange(Key from, @Nullable Key to) implements Serializable {
  public static final KeyRange ALL = new KeyRange(Key.of(""), null);

  public KeyRange {
    if (to != null && from.compareTo(to) > 0) {
      throw new IllegalArgumentException("range ends before it begins: " + from + " to " + to);
    }
  }

  /// All keys that start with `prefix`.
  public static KeyRange ofPrefix(Key prefix) {
    byte[] bytes = prefix.bytes();
    int length = bytes.length;
    while (length > 0 && bytes[length - 1] == (byte) 0xFF) {
      length--;
    }
    if (length == 0) {
      return new KeyRange(prefix, null);
    }
    byte[] end = Arrays.copyOf(bytes, length);
    end[length - 1]++;
    return new KeyRange(prefix, Key.ofBytes(end));
  }

  public boolean contains(Key key) {
    return key.compareTo(from) >= 0 && isBelowEnd(key);
  }

  public boolean isBelowEnd(Key key) {
    return to == null || key.compareTo(to) < 0;
  }

  public boolean isEmpty() {
    return to != null && from.equals(to);
  }

  public boolean overlaps(KeyRange other) {
    return isBelowEnd(other.from) && other.isBelowEnd(from) && !isEmpty() && !other.isEmpty();
  }

  public KeyRange startingAt(Key newFrom) {
    return new KeyRange(newFrom, to);
  }

  public KeyRange endingAt(@Nullable Key newTo) {
    return new KeyRange(from, newTo);
  }

  @Override
  public String toString() {
    return "[" + from + " .. " + (to == null ? "end" : to) + ")";
  }
}
