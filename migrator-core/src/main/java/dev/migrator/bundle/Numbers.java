package dev.migrator.bundle;

import java.util.Collection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/// Gives out the numbers of files and the ordinals of entries, none twice, and knows which of them
/// no commit names yet. Safe for many threads.
final class Numbers {
  private final AtomicLong nextOrdinal;
  private long nextFile;
  private final TreeSet<Long> filesInFlight = new TreeSet<>();
  private final TreeSet<Long> ordinalsInFlight = new TreeSet<>();

  /// @param inFlightFile least number of a file in flight
  /// @param inFlightOrdinal least ordinal of a big object's folder in flight
  record State(long nextOrdinal, long nextFile, long inFlightOrdinal, long inFlightFile) {}

  Numbers(long nextOrdinal, long nextFile) {
    this.nextOrdinal = new AtomicLong(nextOrdinal);
    this.nextFile = nextFile;
  }

  long ordinal() {
    return nextOrdinal.getAndIncrement();
  }

  /// An ordinal that names a folder, in flight until released.
  synchronized long folder() {
    long ordinal = nextOrdinal.getAndIncrement();
    ordinalsInFlight.add(ordinal);
    return ordinal;
  }

  /// A file's number, in flight until released.
  synchronized long file() {
    filesInFlight.add(nextFile);
    return nextFile++;
  }

  /// Marks what a run before has left as in flight.
  synchronized void adopt(Collection<Long> files, Collection<Long> ordinals) {
    filesInFlight.addAll(files);
    ordinalsInFlight.addAll(ordinals);
  }

  /// These are named by a commit, or gone.
  synchronized void release(Set<Long> files, Set<Long> ordinals) {
    filesInFlight.removeAll(files);
    ordinalsInFlight.removeAll(ordinals);
  }

  /// The numbers for a commit that names these and not the others in flight.
  synchronized State state(Set<Long> files, Set<Long> ordinals) {
    return new State(
        nextOrdinal.get(),
        nextFile,
        least(ordinalsInFlight, ordinals, nextOrdinal.get()),
        least(filesInFlight, files, nextFile));
  }

  private static long least(SortedSet<Long> inFlight, Set<Long> named, long otherwise) {
    return inFlight.stream()
        .filter(number -> !named.contains(number))
        .findFirst()
        .orElse(otherwise);
  }
}
