package dev.migrator.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.commons.codec.digest.MurmurHash3;
import org.junit.jupiter.api.Test;

final class FieldHashTest {
  private static final int LONGEST = 70;

  @Test
  void itIsTheHashThatTheLibraryHas() {
    Random random = new Random(1);
    byte[] bytes = new byte[2 * LONGEST];
    FieldHash hash = new FieldHash();
    for (int length = 0; length <= LONGEST; length++) {
      for (int seed : new int[] {0, 1, -1, random.nextInt()}) {
        random.nextBytes(bytes);
        int offset = random.nextInt(LONGEST);
        hash.of(bytes, offset, length, seed);
        assertThat(new long[] {hash.high(), hash.low()})
            .as("%d bytes from %d, seed %d", length, offset, seed)
            .containsExactly(MurmurHash3.hash128x64(bytes, offset, length, seed));
      }
    }
  }
}
