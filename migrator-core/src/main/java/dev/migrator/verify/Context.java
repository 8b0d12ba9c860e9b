package dev.migrator.verify;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.engine.Progress;
import java.util.concurrent.atomic.LongAdder;

/// What the parts of one verification share. Safe for many threads.
record Context(
    BundleFiles files, Commit commit, Findings findings, Progress progress, LongAdder bytesRead) {

  Context(BundleFiles files, Commit commit, Findings findings, Progress progress) {
    this(files, commit, findings, progress, new LongAdder());
  }

  void read(long bytes) {
    bytesRead.add(bytes);
    progress.done(0, bytes);
  }

  HashedFile hashed(String path) {
    Commit.Stamp stamp = stamp(path);
    return new HashedFile(files, path, stamp.sizeBytes(), this::read);
  }

  Commit.Stamp stamp(String path) {
    Commit.Stamp stamp = commit.files().get(path);
    if (stamp == null) {
      throw new IllegalArgumentException("no file of the commit: " + path);
    }
    return stamp;
  }

  /// Runs a check of one file; that the file cannot be read is a finding, that its place cannot be
  /// reached is a failure.
  void reading(String path, Runnable check) {
    Reading.of(findings, path, check);
  }
}
