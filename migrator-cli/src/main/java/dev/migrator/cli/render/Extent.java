package dev.migrator.cli.render;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.Commit.DatabaseCut;
import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Commit.SourceState;

/// How much a source or a commit holds.
///
/// @param entries tables where it is a database
/// @param objects rows where it is a database
record Extent(long entries, long objects, long bytes) {
  private static final Extent NOTHING = new Extent(0, 0, 0);

  static Extent of(Commit commit) {
    return commit.sources().values().stream().map(Extent::of).reduce(NOTHING, Extent::plus);
  }

  static Extent of(SourceState state) {
    Extent ofCut = state.bestCut().map(Extent::of).orElse(NOTHING);
    return state.segments().stream().map(Extent::of).reduce(ofCut, Extent::plus);
  }

  private static Extent of(DatabaseCut cut) {
    return new Extent(cut.tables(), cut.rows(), cut.bytes());
  }

  private static Extent of(Segment segment) {
    return new Extent(segment.entries(), segment.objects(), segment.bytes());
  }

  private Extent plus(Extent other) {
    return new Extent(entries + other.entries, objects + other.objects, bytes + other.bytes);
  }
}
