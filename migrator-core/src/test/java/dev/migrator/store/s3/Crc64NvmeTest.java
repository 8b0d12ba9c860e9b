package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The check value is that of the catalogue of CRC algorithms.
final class Crc64NvmeTest {
  private static final long SEED = 64;

  @Test
  void theCheckValueIsRight() {
    assertThat(of("123456789".getBytes(US_ASCII))).isEqualTo(0xAE8B14860A799888L);
  }

  @Test
  void ofNothingItIsZero() {
    assertThat(of(new byte[0])).isZero();
  }

  @Test
  void theApiHasItInNetworkOrder() {
    Algorithm.Running running = Algorithm.CRC64NVME.start();
    running.update("x123456789x".getBytes(US_ASCII), 1, 9);
    assertThat(HexFormat.of().formatHex(running.finish())).isEqualTo("ae8b14860a799888");
    assertThat(running.finish()).isEqualTo(new byte[8]);
  }

  @Test
  void anyCutGivesTheSameAsBitByBit() {
    byte[] bytes = new byte[5000];
    Random random = new Random(SEED);
    random.nextBytes(bytes);
    long expected = bitByBit(bytes);
    for (int run = 0; run < 50; run++) {
      Crc64Nvme crc = new Crc64Nvme();
      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(bytes.length - at, random.nextInt(40));
        crc.update(bytes, at, length);
        at += length;
      }
      assertThat(crc.getValue()).as("seed " + SEED + ", run " + run).isEqualTo(expected);
    }
    Crc64Nvme single = new Crc64Nvme();
    for (byte b : bytes) {
      single.update(b);
    }
    assertThat(single.getValue()).isEqualTo(expected);
  }

  private static long of(byte[] bytes) {
    Crc64Nvme crc = new Crc64Nvme();
    crc.update(bytes, 0, bytes.length);
    return crc.getValue();
  }

  /// From the definition, with the polynomial as it is published.
  private static long bitByBit(byte[] bytes) {
    long reflected = Long.reverse(0xAD93D23594C93659L);
    long crc = -1;
    for (byte b : bytes) {
      crc ^= b & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ reflected;
      }
    }
    return ~crc;
  }
}
