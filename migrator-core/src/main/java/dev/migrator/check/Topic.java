package dev.migrator.check;

/// What was looked at. Names are stable.
public enum Topic {
  /// Whether the host answers.
  REACHABLE,
  /// Whether what is said to others can be read on the way.
  TLS,
  CREDENTIALS,
  /// How far the host's clock and this machine's are apart.
  CLOCK,
  /// What this identity may do.
  RIGHTS,
  /// Configuration that a snapshot keeps and a restore needs.
  CONFIGURATION,
  /// Programs of this machine.
  TOOLS,
  /// How much there is.
  SIZE,
  /// Keys that content is encrypted with.
  ENCRYPTION,
  /// Content that must be thawed before it can be read.
  ARCHIVE,
  THROTTLING,
  /// Whether another run is at it.
  LEASE,
  /// Room for what is to come.
  SPACE,
  /// Something made up, written, read back, compared and removed.
  CANARY,
  /// What is there already, or cannot be read for another reason.
  CONTENT
}
