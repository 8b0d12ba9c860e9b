package dev.migrator.restore;

import dev.migrator.bundle.EntryReader;
import dev.migrator.model.Content;
import dev.migrator.model.Entry;
import dev.migrator.model.Listed.Kind;
import dev.migrator.store.ObjectTarget.Loss;
import java.util.List;

/// Reads a source's index once and foretells what its restore will do and what the target will
/// lose. One thread only.
final class Forecaster {
  private final Job job;
  private long entries;
  private long bytes;
  private boolean folders;

  Forecaster(Job job) {
    this.job = job;
  }

  Forecast forecast() {
    KeyPatterns only = job.run().only();
    try (EntryReader index = job.entries(only.range())) {
      for (Entry entry = index.next(); entry != null; entry = index.next()) {
        job.run().halt().check();
        if (only.matches(entry.key())) {
          add(entry);
        }
      }
    }
    job.run().progress().expect(entries, bytes);
    return new Forecast(
        job.target().label(),
        entries,
        bytes,
        job.tally().withoutBytes.noted().count(),
        job.target().freeBytes(),
        job.tally().losses.counts());
  }

  /// Bytes to be at the target in the end.
  long bytes() {
    return bytes;
  }

  /// Whether there are folders among the entries.
  boolean sawFolders() {
    return folders;
  }

  private void add(Entry entry) {
    if (Promise.isWithoutBytes(entry)) {
      job.tally().withoutBytes.add(entry, reason(entry));
      return;
    }
    List<Loss> losses = job.target().losses(entry);
    job.tally().losses.add(entry, losses);
    if (losses.stream().noneMatch(Loss::isOfWholeEntry)) {
      Content content = entry.content();
      entries++;
      bytes += content == null ? 0 : content.sizeBytes();
      folders |= entry.listed().kind() == Kind.FOLDER;
    }
  }

  private static String reason(Entry entry) {
    return entry.gaps().stream()
        .filter(gap -> gap.attribute() == null)
        .map(gap -> gap.code().wire() + ": " + gap.reason())
        .findFirst()
        .orElse("the bundle has no bytes of it");
  }
}
