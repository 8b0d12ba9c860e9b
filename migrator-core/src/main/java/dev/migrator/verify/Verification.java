package dev.migrator.verify;

import java.util.List;

/// What a verification found.
///
/// @param rows of databases
/// @param finished whether the commit's run came to its end
/// @param gaps how many gaps the commit names
/// @param notes what is no damage but worth knowing: stale tag files, work in flight
public record Verification(
    long commit,
    Level level,
    long files,
    long objects,
    long rows,
    long bytesRead,
    boolean finished,
    long gaps,
    List<Finding> findings,
    List<String> notes) {

  public enum Level {
    /// Files, lengths, commits and tag files.
    FAST,
    /// Every byte, decompressed and hashed, and every index line against it.
    READ
  }

  /// Whether nothing is damaged.
  public boolean isSound() {
    return findings.isEmpty();
  }

  /// Whether, besides, nothing is missing.
  public boolean isComplete() {
    return isSound() && finished && gaps == 0;
  }
}
