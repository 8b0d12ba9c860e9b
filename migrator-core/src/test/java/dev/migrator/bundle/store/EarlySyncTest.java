package dev.migrator.bundle.store;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// The system tells a failed sync once: it must reach the writer.
final class EarlySyncTest {
  private static final int ENOUGH_BYTES = 64 << 20;

  private final CountDownLatch synced = new CountDownLatch(1);
  private final EarlySync failing =
      new EarlySync(() -> {
        synced.countDown();
        throw new IOException("no space left");
      });

  @Test
  void aFailureIsToldAtTheEnd() throws IOException {
    failing.wrote(ENOUGH_BYTES);

    assertThatThrownBy(failing::join).isInstanceOf(IOException.class).hasMessage("no space left");
  }

  @Test
  void aFailureIsToldByALaterWrite() throws Exception {
    failing.wrote(ENOUGH_BYTES);
    synced.await();

    assertThatThrownBy(
            () -> {
              while (true) {
                failing.wrote(ENOUGH_BYTES);
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  @Test
  void fewBytesAreLeftToTheEnd() {
    assertThatCode(
            () -> {
              failing.wrote(ENOUGH_BYTES - 1);
              failing.join();
            })
        .doesNotThrowAnyException();
  }
}
