package dev.migrator.check;

import java.time.Duration;

/// What is said of the way to a server.
public final class Wires {
  private Wires() {}

  public static Check reached(String product, Duration took) {
    return Check.ok(Topic.REACHABLE, "%s answered in %d ms".formatted(product, took.toMillis()));
  }

  /// @param cipher empty where the connection is not encrypted
  /// @param mend encrypts it
  public static Check encrypted(String host, String cipher, Mend mend) {
    if (!cipher.isEmpty()) {
      return Check.ok(Topic.TLS, "encrypted by " + cipher);
    }
    return isLoopback(host)
        ? Check.ok(Topic.TLS, "none, within this machine")
        : Check.warning(
            Topic.TLS, "what is read can be read by others on the way: no TLS is used", mend);
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }
}
