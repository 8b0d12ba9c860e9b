package dev.migrator.bundle;

import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.bundle.volume.FramedFile;
import dev.migrator.error.BundleDamagedException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A file whose lines follow from those of an index; remembers the first that does not.
final class Companion implements AutoCloseable {
  private @Nullable LineReader lines;
  private @Nullable String problem;

  /// @param path null for a file that is not to be looked at
  Companion(BundleFiles files, @Nullable String path) {
    if (path != null) {
      guarded(() -> lines = new LineReader(FramedFile.open(files, path).frames()));
    }
  }

  /// @param line with its line feed
  void expect(byte[] line) {
    guarded(() -> compare(open(), line));
  }

  void expectEnd() {
    guarded(() -> {
      if (open().next()) {
        throw new IllegalArgumentException("a line too many: line " + open().number());
      }
    });
  }

  private static void compare(LineReader lines, byte[] line) {
    boolean isEqual =
        lines.next()
            && Arrays.equals(
                lines.buffer(),
                lines.offset(),
                lines.offset() + lines.length(),
                line,
                0,
                line.length - 1);
    if (!isEqual) {
      throw new IllegalArgumentException(
          "line %d is not as the index has it".formatted(lines.number()));
    }
  }

  private LineReader open() {
    if (lines == null) {
      throw new IllegalStateException("not open");
    }
    return lines;
  }

  private void guarded(Runnable step) {
    if (problem != null) {
      return;
    }
    try {
      step.run();
    } catch (IllegalArgumentException | BundleDamagedException e) {
      problem = String.valueOf(e.getMessage());
    }
  }

  /// @return null where all lines are as expected
  @Nullable String problem() {
    return problem;
  }

  @Override
  public void close() {
    if (lines != null) {
      lines.close();
    }
  }
}
