package dev.migrator.discover;

import java.util.Arrays;
import java.util.Locale;

/// How much something binds to the host. Spellings never change.
public enum LockInClass {
  PORTABLE("Portable as it is"),
  CONVERTED("Converted"),
  PROPRIETARY("Proprietary: use something else instead"),
  DIES("Dies with the account");

  private final String title;

  LockInClass(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException if there is no such class
  static LockInClass ofWire(String wire) {
    return Arrays.stream(values())
        .filter(one -> one.wire().equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no class of lock-in: " + wire));
  }
}
