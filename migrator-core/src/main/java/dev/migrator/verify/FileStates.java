package dev.migrator.verify;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which of the commit's files are known to be broken or were hashed already. Safe for many
/// threads.
final class FileStates {
  private final Map<String, Finding> broken = new ConcurrentHashMap<>();
  private final Set<String> unsound = ConcurrentHashMap.newKeySet();
  private final Set<String> hashed = ConcurrentHashMap.newKeySet();
  private final Findings findings;

  FileStates(Findings findings) {
    this.findings = findings;
  }

  /// A file is missing or of another length: to be told once, by whoever knows whom it concerns.
  void putBroken(Finding finding) {
    broken.put(finding.path(), finding);
    unsound.add(finding.path());
  }

  /// A file that makes no sense to read, told already.
  void markUnsound(String path) {
    unsound.add(path);
  }

  boolean isUnsound(String path) {
    return unsound.contains(path);
  }

  /// Paths that make no sense to read.
  Set<String> unsound() {
    return Set.copyOf(unsound);
  }

  /// Tells, if it has not been told, that a file is broken, and whom that concerns.
  ///
  /// @return whether it makes no sense to read the file
  boolean takeBroken(String path, String source, String key) {
    Finding finding = broken.remove(path);
    if (finding != null) {
      findings.add(finding.code(), path, source, key, finding.detail());
    }
    return unsound.contains(path);
  }

  /// @return null if the file is not broken, or that was told
  @org.jspecify.annotations.Nullable
  Finding takeBroken(String path) {
    return broken.remove(path);
  }

  void tellBroken() {
    broken.values().forEach(f -> findings.add(f.code(), f.path(), f.source(), f.key(), f.detail()));
    broken.clear();
  }

  /// @return false if it was before
  boolean markHashed(String path) {
    return hashed.add(path);
  }
}
