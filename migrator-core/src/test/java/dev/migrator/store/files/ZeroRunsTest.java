package dev.migrator.store.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.model.ByteRange;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ZeroRunsTest {
  private static final int BLOCK = ZeroRuns.BLOCK_BYTES;

  @Test
  void runsAreWholeBlocksWhateverTheChunks() {
    byte[] bytes = new byte[10 * BLOCK + 7];
    bytes[0] = 1;
    bytes[4 * BLOCK] = 1;
    bytes[5 * BLOCK - 1] = 1;
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      ZeroRuns zeros = new ZeroRuns();
      for (int done = 0; done < bytes.length; ) {
        int count = Math.min(bytes.length - done, 1 + random.nextInt(3 * BLOCK));
        zeros.update(bytes, done, count);
        done += count;
      }
      assertThat(zeros.finish())
          .as("seed %d", seed)
          .containsExactly(
              new ByteRange(BLOCK, 3L * BLOCK), new ByteRange(5L * BLOCK, 5L * BLOCK + 7));
    }
  }

  @Test
  void shortZerosAndNothingHaveNoRuns() {
    ZeroRuns few = new ZeroRuns();
    few.update(new byte[BLOCK - 1], 0, BLOCK - 1);

    assertThat(few.finish()).isEmpty();
    assertThat(new ZeroRuns().finish()).isEmpty();
  }

  @Test
  void theNumberOfRunsIsBounded() {
    ZeroRuns zeros = new ZeroRuns();
    byte[] twoBlocks = new byte[2 * BLOCK];
    twoBlocks[0] = 1;
    for (int i = 0; i < ZeroRuns.MAX_RUNS + 10; i++) {
      zeros.update(twoBlocks, 0, twoBlocks.length);
    }
    assertThat(zeros.finish()).hasSize(ZeroRuns.MAX_RUNS);
  }
}
