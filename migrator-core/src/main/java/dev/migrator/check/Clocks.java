package dev.migrator.check;

import java.time.Duration;
import java.time.Instant;

/// Holds a host's clock against this machine's.
public final class Clocks {
  private static final Duration NOTED = Duration.ofSeconds(60);

  /// AWS refuses signatures that are 15 minutes old; clocks drift on.
  private static final Duration TOO_MUCH = Duration.ofMinutes(5);

  private static final Mend SET = Mend.Command.of("sudo", "timedatectl", "set-ntp", "true");

  private Clocks() {}

  /// Of a host that refuses signatures of another time.
  ///
  /// @param here this machine's time at the host's `there`
  public static Check ofSigned(Instant there, Instant here) {
    Duration apart = apart(there, here);
    return apart.compareTo(TOO_MUCH) > 0
        ? Check.failure(
            Topic.CLOCK, words(there, here) + ": signed calls are refused beyond 15 minutes", SET)
        : ofOther(there, here);
  }

  /// Of a host that does not care.
  public static Check ofOther(Instant there, Instant here) {
    return apart(there, here).compareTo(NOTED) > 0
        ? Check.warning(Topic.CLOCK, words(there, here), SET)
        : Check.ok(Topic.CLOCK, "within a minute of the host's");
  }

  /// The host has said itself that it is too much.
  public static Check refused(String seen) {
    return Check.failure(Topic.CLOCK, seen, SET);
  }

  private static Duration apart(Instant there, Instant here) {
    return Duration.between(there, here).abs();
  }

  private static String words(Instant there, Instant here) {
    long seconds = apart(there, here).toSeconds();
    return "this machine's clock is %,d s %s the host's"
        .formatted(seconds, here.isAfter(there) ? "ahead of" : "behind");
  }
}
