package dev.migrator.store.files;

import dev.migrator.model.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Map;

/// What a file system and this process's rights can do, found out by trying.
///
/// @param uid whom new files belong to
/// @param gid likewise
/// @param changesOwners whether files can be given to others
/// @param foldsCase whether names that differ by case alone are one
/// @param foldsForm whether names that differ by Unicode form alone are one
/// @param timeNanos the smallest step of file times
/// @param hasLinks whether there are symbolic links
/// @param setsLinkTimes whether links have times of their own that can be set
record Traits(
    int uid,
    int gid,
    boolean changesOwners,
    boolean hasExtended,
    boolean foldsCase,
    boolean foldsForm,
    int timeNanos,
    boolean hasLinks,
    boolean setsLinkTimes) {
  private static final Instant TIME = Instant.parse("2001-02-03T04:05:06.123456789Z");
  private static final int OTHER_ID = 1;

  /// Makes files in `folder`, which is empty, and leaves them there.
  static Traits probe(Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("Case"));
    FileStat stat = FileStat.of(file);
    Files.createFile(folder.resolve(RawPath.of(Key.of("e\u0301").bytes())));
    Path link = folder.resolve("link");
    boolean hasLinks = succeeds(() -> Files.createSymbolicLink(link, Path.of("nowhere")));
    return new Traits(
        stat.uid(),
        stat.gid(),
        succeeds(() -> Files.setAttribute(file, "unix:uid", OTHER_ID)),
        succeeds(() -> ExtendedAttributes.write(file, Map.of("user.probe", Key.of("x")))),
        Files.exists(folder.resolve("cASE")),
        Files.exists(folder.resolve(RawPath.of(Key.of("\u00e9").bytes()))),
        timeStep(file),
        hasLinks,
        hasLinks && timeStep(link) <= 1000);
  }

  private static int timeStep(Path file) throws IOException {
    BasicFileAttributeView view =
        Files.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (!succeeds(() -> view.setTimes(FileTime.from(TIME), null, null))) {
      return Integer.MAX_VALUE;
    }
    Instant time = view.readAttributes().lastModifiedTime().toInstant();
    for (int step = 1; step <= 1_000_000_000; step *= 10) {
      if (time.equals(floor(TIME, step))) {
        return step;
      }
    }
    return Integer.MAX_VALUE;
  }

  private static Instant floor(Instant time, int stepNanos) {
    return time.minusNanos(nanos(time) % stepNanos);
  }

  boolean keeps(Instant time) {
    return nanos(time) % timeNanos == 0;
  }

  private static int nanos(Instant time) {
    return time.get(ChronoField.NANO_OF_SECOND);
  }

  private interface Attempt {
    void run() throws IOException;
  }

  /// A refusal is the answer that is looked for.
  private static boolean succeeds(Attempt attempt) {
    try {
      attempt.run();
      return true;
    } catch (IOException | UnsupportedOperationException _) {
      return false;
    }
  }
}
