package dev.migrator.store.s3;

import dev.migrator.aws.ClientFailures;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Supplier;

/// A body of a known length: it ends after exactly that many bytes or throws. So it does when it
/// all but stands still.
final class CountedBody extends InputStream {
  private static final long SLOW_NANOS = Duration.ofSeconds(60).toNanos();

  /// At least this much has to come while reads have waited for [#SLOW_NANOS].
  private static final long SLOW_BYTES = 64 << 10;

  private final S3Answer answer;
  private final InputStream body;
  private final long sizeBytes;
  private final Supplier<String> tried;

  private long readBytes;
  private boolean sawEnd;
  private long waitedNanos;
  private long windowStartBytes;

  CountedBody(S3Answer answer, long sizeBytes, Supplier<String> tried) {
    this.answer = answer;
    this.sizeBytes = sizeBytes;
    this.tried = tried;
    body = answer.body();
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (readBytes == sizeBytes) {
      requireEnd();
      return -1;
    }
    int count = receive(buffer, offset, (int) Math.min(length, sizeBytes - readBytes));
    if (count < 0) {
      throw wrongLength("ended after " + readBytes + " of " + sizeBytes + " bytes");
    }
    readBytes += count;
    if (readBytes == sizeBytes) {
      requireEnd();
    }
    return count;
  }

  private int receive(byte[] buffer, int offset, int length) {
    long start = System.nanoTime();
    try {
      int count = body.read(buffer, offset, length);
      waitedNanos += System.nanoTime() - start;
      requirePace();
      return count;
    } catch (IOException e) {
      throw ClientFailures.of(tried.get(), e);
    }
  }

  private void requirePace() {
    if (waitedNanos < SLOW_NANOS) {
      return;
    }
    if (readBytes - windowStartBytes < SLOW_BYTES) {
      throw new StoreException(
          Reason.UNAVAILABLE,
          ClientFailures.cannot(
              tried.get(), "less than " + SLOW_BYTES + " bytes came within a minute"),
          "Check the network to the host; fewer transfers at a time may help.",
          null);
    }
    waitedNanos = 0;
    windowStartBytes = readBytes;
  }

  /// The end has to be seen, else the connection cannot be used again.
  private void requireEnd() {
    if (sawEnd) {
      return;
    }
    if (receive(new byte[1], 0, 1) >= 0) {
      throw wrongLength("goes on after " + sizeBytes + " bytes");
    }
    sawEnd = true;
  }

  private StoreException wrongLength(String what) {
    return new StoreException(
        Reason.BAD_BYTES,
        ClientFailures.cannot(tried.get(), "the body " + what),
        "Read again; if it stays so, the host or a proxy before it cuts bodies.",
        null);
  }

  @Override
  public void close() {
    try {
      answer.close();
    } catch (IOException _) {
      // of a connection that is given up; what was read is whole, or the reader knows it is not
    }
  }
}
