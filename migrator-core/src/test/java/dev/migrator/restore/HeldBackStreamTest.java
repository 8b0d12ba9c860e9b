package dev.migrator.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeldBackStreamTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 262_143, 262_144, 262_145, 700_000})
  void allBytesComeThrough(int sizeBytes) throws IOException {
    byte[] bytes = random(sizeBytes);

    assertThat(new HeldBackStream(new ByteArrayInputStream(bytes)).readAllBytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 262_144, 262_145, 700_000})
  void whereTheEndIsWrongTheLastByteNeverComes(int sizeBytes) throws IOException {
    ByteArrayOutputStream received = new ByteArrayOutputStream();

    try (InputStream in = new HeldBackStream(failingAtEnd(random(sizeBytes)))) {
      assertThatThrownBy(() -> in.transferTo(received)).isInstanceOf(IOException.class);
    }
    assertThat(received.size()).isLessThan(sizeBytes);
  }

  private static InputStream failingAtEnd(byte[] bytes) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count < 0) {
          throw new IOException("wrong");
        }
        return count;
      }
    };
  }

  private static byte[] random(int sizeBytes) {
    byte[] bytes = new byte[sizeBytes];
    new Random(sizeBytes).nextBytes(bytes);
    return bytes;
  }
}
