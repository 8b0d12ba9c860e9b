package dev.migrator.bundle;

import dev.migrator.bundle.BundleWriter.Draft;
import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.store.BundleStore.FileWriter;
import dev.migrator.bundle.volume.HashedWriter;
import dev.migrator.model.Sha256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes commits and the tag files that follow from them. One thread at a time.
final class Committer {
  private final Workplace work;
  private @Nullable Commit head;

  Committer(Workplace work, @Nullable Commit head) {
    this.work = work;
    this.head = head;
  }

  @Nullable Commit head() {
    return head;
  }

  Commit commit(Draft draft) {
    Additions additions = new Additions();
    draft.sources().values().forEach(additions::add);
    Commit commit = next(draft, additions);
    byte[] bytes = CommitJson.bytes(commit);
    write(Names.commit(commit.number()), bytes);
    head = commit;
    additions.names.forEach(work::committed);
    work.numbers.release(additions.numbers, additions.ordinals);
    writeTagFiles(commit, bytes);
    return commit;
  }

  private Commit next(Draft draft, Additions additions) {
    SortedMap<String, Stamp> files = new TreeMap<>();
    Sha256 previous = null;
    if (head != null) {
      byte[] before = Commits.bytes(work.store, head.number());
      previous = Sha256.of(before);
      files.putAll(head.files());
      files.put(Names.commit(head.number()), new Stamp(before.length, previous));
    }
    files.putAll(additions.files);
    Numbers.State numbers = work.numbers.state(additions.numbers, additions.ordinals);
    return new Commit(
        head == null ? 1 : head.number() + 1,
        work.bundle,
        previous,
        draft.run(),
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        draft.finished(),
        draft.stopped(),
        work.estate,
        new TreeMap<>(draft.sources()),
        files,
        numbers.nextOrdinal(),
        numbers.nextFile(),
        numbers.inFlightOrdinal(),
        numbers.inFlightFile(),
        List.of());
  }

  private void write(String path, byte[] bytes) {
    try (FileWriter file = work.store.create(path)) {
      file.write(bytes, 0, bytes.length);
      file.finish();
    }
  }

  /// Derives the tag files anew from a commit that is stored.
  void writeTagFiles(Commit commit) {
    writeTagFiles(commit, Commits.bytes(work.store, commit.number()));
  }

  private void writeTagFiles(Commit commit, byte[] commitBytes) {
    Stamp gaps = writeGaps(commit);
    TagFiles.of(commit, commitBytes, gaps).forEach(work.store::replace);
  }

  private Stamp writeGaps(Commit commit) {
    try (HashedWriter file = new HashedWriter(work.store.create(TagFiles.GAPS))) {
      CommitGaps.lines(work.store, commit, null, file::write);
      long sizeBytes = file.position();
      return new Stamp(sizeBytes, file.finish());
    }
  }

  void close() {}

  /// What a draft names and the head does not.
  private final class Additions {
    private final Set<String> names = new HashSet<>();
    private final SortedMap<String, Stamp> files = new TreeMap<>();
    private final Set<Long> numbers = new HashSet<>();
    private final Set<Long> ordinals = new HashSet<>();

    void add(SourceState state) {
      if (state.description() != null) {
        add(state.description());
      }
      state.segments().stream().map(Segment::index).forEach(this::add);
    }

    private void add(String name) {
      Workplace.Sealed sealed = work.sealed(name);
      if (sealed != null) {
        names.add(name);
        files.putAll(sealed.files());
        numbers.addAll(sealed.numbers());
        ordinals.addAll(sealed.ordinals());
      }
    }
  }
}
