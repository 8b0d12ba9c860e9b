package dev.migrator.verify;

import dev.migrator.bundle.Commit.Part;
import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Names;
import dev.migrator.bundle.Names.Name;
import dev.migrator.bundle.SegmentAudit;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.error.StoreException;
import dev.migrator.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// Reads every file of a commit.
///
/// What the entries want of a volume is held only until that volume is read, which is as soon as
/// the last segment that refers to it was. Segments are read in key order, as volumes were written:
/// so what is held at one time does not grow with the number of objects.
final class ContentAudit {
  private final Context context;
  private final FileStates states;
  private final Map<String, Pending> pending = new ConcurrentHashMap<>();

  /// A volume that waits for its segments.
  private static final class Pending {
    private final List<Wanted> wanted = new ArrayList<>();
    private int segments;

    synchronized void expectSegment() {
      segments++;
    }

    synchronized void add(Wanted member) {
      wanted.add(member);
    }

    /// @return whether it was the last one
    synchronized boolean endSegment() {
      segments--;
      return segments == 0;
    }
  }

  ContentAudit(Context context, FileStates states) {
    this.context = context;
    this.states = states;
  }

  void run() {
    Map<Segment, Set<String>> places = new ConcurrentHashMap<>();
    inParallel(
        tasks((_, segment) ->
            context.reading(
                SegmentAudit.indexPath(segment), () -> places.put(segment, lookAhead(segment)))));
    places.values().forEach(volumes -> volumes.forEach(this::expectSegment));
    inParallel(
        tasks((source, segment) -> read(source, segment, places.getOrDefault(segment, Set.of()))));
    inParallel(partTasks());
    List<Runnable> rest = new ArrayList<>();
    context.commit().files().keySet().forEach(path -> rest.add(() -> readRest(path)));
    inParallel(rest);
    states.tellBroken();
  }

  private List<Runnable> tasks(BiConsumer<String, Segment> task) {
    List<Runnable> tasks = new ArrayList<>();
    context
        .commit()
        .sources()
        .forEach((source, state) ->
            state.segments().forEach(segment -> tasks.add(() -> task.accept(source, segment))));
    return tasks;
  }

  private List<Runnable> partTasks() {
    List<Runnable> tasks = new ArrayList<>();
    context
        .commit()
        .sources()
        .forEach((source, state) ->
            state.cuts().stream()
                .flatMap(cut -> cut.parts().stream())
                .forEach(part -> tasks.add(() -> read(source, part))));
    return tasks;
  }

  private void read(String source, Part part) {
    String path = part.path();
    if (isReadable(path) && states.markHashed(path)) {
      context.reading(path, new PartAudit(context, source, part)::run);
    } else {
      states.takeBroken(path, source, part.table());
    }
  }

  private static void inParallel(List<Runnable> tasks) {
    Parallel.run(tasks);
  }

  /// Where the entries of a segment have their content, as the table tells at little cost; as the
  /// index does, where the table cannot be read.
  private Set<String> lookAhead(Segment segment) {
    if (!isReadable(SegmentAudit.indexPath(segment))) {
      return Set.of();
    }
    try {
      return SegmentAudit.places(context.files(), segment);
    } catch (BundleDamagedException | StoreException | IllegalArgumentException unreadable) {
      return SegmentAudit.placesOfIndex(context.files(), segment);
    }
  }

  /// Whether a path leads to a file that makes sense to read; where not, that was told.
  private boolean isReadable(String path) {
    return context.commit().files().containsKey(path) && !states.isUnsound(path);
  }

  private void expectSegment(String place) {
    if (Names.parse(place) instanceof Name.Volume && context.commit().files().containsKey(place)) {
      pending.computeIfAbsent(place, path -> new Pending()).expectSegment();
    }
  }

  private void read(String source, Segment segment, Set<String> places) {
    hash(SegmentAudit.indexPath(segment));
    hash(SegmentAudit.tablePath(segment));
    if (segment.gapFile() != null) {
      hash(segment.gapFile());
    }
    if (!states.isUnsound(SegmentAudit.indexPath(segment))) {
      SegmentCheck check = new SegmentCheck(context, states, source, segment, places, this::want);
      context.reading(SegmentAudit.indexPath(segment), check::run);
    }
    places.forEach(this::endSegment);
  }

  private void want(String volume, Wanted member) {
    Pending waiting = pending.get(volume);
    if (waiting != null) {
      waiting.add(member);
    }
  }

  private void endSegment(String place) {
    Pending volume = pending.get(place);
    if (volume != null && volume.endSegment()) {
      readVolume(place, volume.wanted);
      pending.remove(place);
    }
  }

  private void readVolume(String path, List<Wanted> wanted) {
    states.markHashed(path);
    VolumeAudit audit = new VolumeAudit(context, path, wanted);
    Finding broken = states.takeBroken(path);
    if (broken != null) {
      audit.broken(broken);
    } else {
      context.reading(path, audit::run);
    }
  }

  private void readRest(String path) {
    if (Names.parse(path) instanceof Name.Volume) {
      if (states.markHashed(path)) {
        readVolume(path, List.of());
      }
    } else if (!(Names.parse(path) instanceof Name.CommitFile)) {
      hash(path);
    }
  }

  private void hash(String path) {
    if (!context.commit().files().containsKey(path)) {
      states.markUnsound(path); // the commit contradicts itself, which was told
    }
    if (states.isUnsound(path) || !states.markHashed(path)) {
      return;
    }
    context.reading(
        path,
        () -> {
          Sha256 stored = context.hashed(path).finish();
          Sha256 expected = context.stamp(path).sha256();
          if (!stored.equals(expected)) {
            states.markUnsound(path);
            context
                .findings()
                .add(FindingCode.V003, path, "it is %s, not %s".formatted(stored, expected));
          }
        });
  }
}
