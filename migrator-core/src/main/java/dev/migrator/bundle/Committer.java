package dev.migrator.bundle;

import dev.migrator.bundle.BundleWriter.Draft;
import dev.migrator.bundle.Commit.DatabaseCut;
import dev.migrator.bundle.Commit.Part;
import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.Names.Name;
import dev.migrator.bundle.store.BundleStore.FileWriter;
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
  private final TagFileWriter tagFiles;
  private final Reserve reserve;
  private @Nullable Commit head;
  private @Nullable Stamp headStamp;

  Committer(Workplace work, TagFileWriter tagFiles) {
    this.work = work;
    this.tagFiles = tagFiles;
    this.reserve = new Reserve(work.store);
  }

  /// Goes on from a commit: brings the tag files up to it, and sets space aside for the next.
  ///
  /// @param bytes as stored
  void goOnFrom(Commit commit, byte[] bytes) {
    head = commit;
    headStamp = new Stamp(bytes.length, Sha256.of(bytes));
    reserve.spend(() -> tagFiles.write(commit, bytes));
    reserve.provide(bytes.length);
  }

  Workplace work() {
    return work;
  }

  @Nullable Commit head() {
    return head;
  }

  Commit commit(Draft draft) {
    if (draft.finished()) {
      work.dropLeftovers();
    }
    Additions additions = new Additions(draft);
    Commit commit = next(draft, additions);
    byte[] bytes = CommitJson.bytes(commit);
    reserve.spend(() -> write(Names.commit(commit.number()), bytes));
    additions.committed();
    goOnFrom(commit, bytes);
    return commit;
  }

  private Commit next(Draft draft, Additions additions) {
    SortedMap<String, Stamp> files = new TreeMap<>();
    if (head != null && headStamp != null) {
      files.putAll(head.files());
      files.put(Names.commit(head.number()), headStamp);
    }
    files.putAll(additions.files);
    Numbers.State numbers = work.numbers.state(additions.numbers, additions.ordinals);
    return new Commit(
        head == null ? 1 : head.number() + 1,
        work.bundle,
        headStamp == null ? null : headStamp.sha256(),
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
        draft.finished() ? List.of() : work.adopted.paths());
  }

  private void write(String path, byte[] bytes) {
    try (FileWriter file = work.store.create(path)) {
      file.write(bytes, 0, bytes.length);
      file.finish();
    }
  }

  void close() {
    reserve.release();
  }

  /// What a commit names and the one before does not.
  private final class Additions {
    private final Set<String> names = new HashSet<>();
    private final SortedMap<String, Stamp> files = work.adopted.unnamed();
    private final Set<Long> numbers = new HashSet<>();
    private final Set<Long> ordinals = new HashSet<>();

    Additions(Draft draft) {
      for (String path : files.keySet()) {
        if (Names.parse(path) instanceof Name.Volume volume) {
          numbers.add(volume.number());
        }
      }
      draft.sources().values().forEach(this::add);
      if (head == null) {
        reserve.spend(() -> files.putAll(RecoveryTexts.write(work.store, draft.sources())));
      }
    }

    private void add(SourceState state) {
      if (state.description() != null) {
        add(state.description());
      }
      state.segments().stream().map(Segment::index).forEach(this::add);
      state.cuts().forEach(this::add);
    }

    private void add(DatabaseCut cut) {
      cut.documents().forEach(this::add);
      cut.parts().stream().map(Part::path).forEach(this::add);
      if (cut.isWhole()) {
        numbers.add(cut.number());
      }
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

    void committed() {
      names.forEach(work::committed);
      work.adopted.named();
      work.numbers.release(numbers, ordinals);
    }
  }
}
