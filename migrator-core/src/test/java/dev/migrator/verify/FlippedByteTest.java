package dev.migrator.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.engine.Progress;
import dev.migrator.verify.SampleBundle.Item;
import dev.migrator.verify.Verification.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Flips bytes anywhere. To repeat a run: `-Dmigrator.seed=` the seed in the failure.
final class FlippedByteTest {
  private static final int ROUNDS = 200;

  @TempDir Path folder;
  private final long seed = Long.getLong("migrator.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @BeforeEach
  void writeBundle() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      items.add(Item.object("key-" + i, SampleBundle.bytes(random, random.nextInt(2000))));
    }
    items.add(Item.gap("forbidden"));
    items.add(Item.object("big", SampleBundle.bytes(random, 1_100_000)));
    new SampleBundle(folder).put("media", "s3", List.of(items)).commit();
  }

  @Test
  void noFlippedByteStaysHidden() throws IOException {
    List<Path> files = files();
    for (int round = 0; round < ROUNDS; round++) {
      Path file = files.get(random.nextInt(files.size()));
      byte[] whole = Files.readAllBytes(file);
      int at = random.nextInt(whole.length);
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);

      assertThat(findings(Level.READ))
          .as("seed %d, round %d: byte %d of %s", seed, round, at, file)
          .isNotEmpty();
      findings(Level.FAST);
      Files.write(file, whole);
    }
    assertThat(findings(Level.READ)).isEmpty();
  }

  /// An attacker makes the checksums fit: not everything can be found then, but nothing may crash.
  @Test
  void noForgedByteCrashesTheVerifier() throws IOException {
    List<String> paths =
        new Forger(folder)
            .head().files().keySet().stream()
                .filter(path -> !path.startsWith("meta/commits"))
                .toList();
    Forger forger = new Forger(folder);
    for (int round = 0; round < ROUNDS; round++) {
      String path = paths.get(random.nextInt(paths.size()));
      byte[] whole = forger.read(path);
      byte[] flipped = whole.clone();
      int tail = Math.min(whole.length, 400); // small structures are at the ends
      int at =
          random.nextBoolean() ? random.nextInt(tail) : whole.length - 1 - random.nextInt(tail);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      forger.write(path, flipped);
      forger.stamp(path);

      try {
        findings(Level.READ);
      } catch (RuntimeException e) {
        throw new AssertionError(
            "seed %d, round %d: byte %d of %s".formatted(seed, round, at, path), e);
      }
      forger.write(path, whole);
      forger.stamp(path);
    }
  }

  private List<Finding> findings(Level level) {
    return Verifier.verify(new DirectoryStore(folder), OptionalLong.empty(), level, new Progress())
        .findings();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("lock.json"))
          .filter(file -> file.toFile().length() > 0)
          .sorted()
          .toList();
    }
  }
}
