import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// Writes the benchmark's corpora below a folder: `java Corpora.java FOLDER`. The same bytes every time, and none that compress.
final class Corpora {
  private static final long SEED = 30;

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    small(folder.resolve("small"));
    same(folder.resolve("medium"), 2_000, 1 << 20);
    same(folder.resolve("large"), 8, 256 << 20);
  }

  /// 20,000 objects of 2 to 40 KB, as many of each order of magnitude, in 50 folders.
  private static void small(Path folder) throws IOException {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      int sizeBytes = (int) (2_000 * Math.exp(random.nextDouble() * Math.log(20)));
      write(folder.resolve("p%02d/object-%05d".formatted(i % 50, i)), random.nextLong(), sizeBytes);
    }
  }

  private static void same(Path folder, int count, int sizeBytes) throws IOException {
    for (int i = 0; i < count; i++) {
      write(folder.resolve("p%02d/object-%05d".formatted(i % 20, i)), SEED + i, sizeBytes);
    }
  }

  private static void write(Path file, long seed, int sizeBytes) throws IOException {
    Files.createDirectories(file.getParent());
    Random random = new Random(seed);
    byte[] buffer = new byte[Math.min(sizeBytes, 1 << 20)];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int left = sizeBytes; left > 0; left -= buffer.length) {
        random.nextBytes(buffer);
        out.write(buffer, 0, Math.min(left, buffer.length));
      }
    }
  }
}
