package dev.migrator.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Counts what a run has done. Written by workers, read by whoever shows it.
public final class Progress {
  private final LongAdder objects = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder unchanged = new LongAdder();
  private final Map<String, SourceProgress> sources = new ConcurrentHashMap<>();
  private final LongAdder gaps = new LongAdder();
  private final LongAdder expectedObjects = new LongAdder();
  private final LongAdder expectedBytes = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private volatile String phase = "starting";
  private volatile String whyRetried = "";
  private volatile @Nullable Cutoff cutoff;
  private volatile @Nullable Outlook outlook;

  /// What the run is doing now, in a few words.
  public void phase(String words) {
    phase = words;
  }

  /// What concerns one source; it counts for the whole.
  public SourceProgress of(String source) {
    return sources.computeIfAbsent(source, _ -> new SourceProgress());
  }

  /// Something that whoever watches is to know at once, in words of their own.
  public void tell(String line) {
    told.add(line);
  }

  /// What was told since the last call.
  public List<String> takeTold() {
    List<String> lines = new ArrayList<>();
    for (String line = told.poll(); line != null; line = told.poll()) {
      lines.add(line);
    }
    return lines;
  }

  public void done(long objectCount, long byteCount) {
    objects.add(objectCount);
    bytes.add(byteCount);
  }

  /// Entries that were found to be in the bundle already.
  public void unchanged(long count) {
    unchanged.add(count);
  }

  public void gap() {
    gaps.increment();
  }

  /// A call failed for the moment, and is made again.
  ///
  /// @param why in the words of a message
  public void retry(String why) {
    whyRetried = why;
    retries.increment();
  }

  /// Work that has become known: listed, or read from an index.
  public void expect(long objectCount, long byteCount) {
    expectedObjects.add(objectCount);
    expectedBytes.add(byteCount);
  }

  /// The run ends at that time, whatever is done then.
  public void until(Cutoff end) {
    cutoff = end;
  }

  /// What is foretold now.
  public void outlook(Outlook seen) {
    outlook = seen;
  }

  private Optional<Duration> left() {
    Cutoff end = cutoff;
    return end == null ? Optional.empty() : end.left();
  }

  public View view() {
    List<SourceProgress.View> each = sources.values().stream().map(SourceProgress::view).toList();
    Cutoff end = cutoff;
    return new View(
        phase,
        objects.sum() + sum(each, SourceProgress.View::objects),
        bytes.sum() + sum(each, SourceProgress.View::bytes),
        unchanged.sum(),
        gaps.sum(),
        expectedObjects.sum() + sum(each, SourceProgress.View::knownObjects),
        expectedBytes.sum() + sum(each, SourceProgress.View::knownBytes),
        Math.max(0, expectedObjects.sum() - objects.sum())
            + sum(each, SourceProgress.View::objectsLeft),
        Math.max(0, expectedBytes.sum() - bytes.sum()) + sum(each, SourceProgress.View::bytesLeft),
        retries.sum(),
        whyRetried,
        left(),
        end == null ? Optional.empty() : end.deadline().map(Deadline::at),
        Optional.ofNullable(outlook));
  }

  private static long sum(
      List<SourceProgress.View> each, ToLongFunction<SourceProgress.View> figure) {
    return each.stream().mapToLong(figure).sum();
  }

  /// @param objects done
  /// @param bytes done
  /// @param unchanged found done already
  /// @param expectedObjects known so far; may still grow
  /// @param objectsLeft of these
  /// @param retries calls that failed for the moment
  /// @param whyRetried of the last of them; empty where there was none
  /// @param left until the run ends for its deadline; empty where it has none
  public record View(
      String phase,
      long objects,
      long bytes,
      long unchanged,
      long gaps,
      long expectedObjects,
      long expectedBytes,
      long objectsLeft,
      long bytesLeft,
      long retries,
      String whyRetried,
      Optional<Duration> left,
      Optional<Instant> deadline,
      Optional<Outlook> outlook) {}
}
