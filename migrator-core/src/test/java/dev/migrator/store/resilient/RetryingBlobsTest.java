package dev.migrator.store.resilient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import dev.migrator.store.BlobStore;
import dev.migrator.store.BlobStoreContract;
import dev.migrator.store.FaultyBlobs;
import dev.migrator.store.MemoryBlobs;
import dev.migrator.store.MemoryBlobs.Bucket;
import dev.migrator.store.MemoryBlobs.Conditions;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RetryingBlobsTest extends BlobStoreContract {
  private static final RetryPolicy QUICK =
      new RetryPolicy(
          Duration.ofNanos(1),
          Duration.ofNanos(1),
          Duration.ofMillis(200),
          1e6,
          1000,
          0,
          Duration.ofMinutes(1));

  private final Bucket bucket = new Bucket(Conditions.ENFORCED, InstantSource.system());
  private final FaultyBlobs faulty = new FaultyBlobs(new MemoryBlobs(bucket));

  @Override
  protected BlobStore openEmpty() {
    return retrying(new MemoryBlobs(bucket));
  }

  private static BlobStore retrying(BlobStore blobs) {
    return RetryingBlobs.of(blobs, QUICK, 4, () -> false);
  }

  /// Fails each call in turn, once before it took effect and once after.
  @Test
  void aFileGetsWholeThroughAFailureOfAnyCall() throws IOException {
    byte[] content = new byte[20_000];
    new Random(1).nextBytes(content);
    for (int nth = 1; nth <= 8; nth++) {
      for (FaultyBlobs.When when : FaultyBlobs.When.values()) {
        faulty.failCall(nth, when, Reason.UNAVAILABLE);
        writeAndReadBack(retrying(faulty), content);
      }
    }
    assertThat(bucket.openUploads()).isZero();
    assertThat(faulty.failures()).isEqualTo(16);
  }

  private static void writeAndReadBack(BlobStore blobs, byte[] content) throws IOException {
    try (BlobStore.Upload upload = blobs.startUpload("big")) {
      upload.part(content, 12_000);
      upload.part(content, 8_000);
      upload.complete();
    }
    blobs.put("small", content);
    assertThat(blobs.find("big").orElseThrow().sizeBytes()).isEqualTo(20_000);
    try (InputStream in = blobs.read("small", new ByteRange(0, 20_000))) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
    blobs.delete("big");
  }

  @Test
  void aRefusalIsNotRepeated() {
    faulty.failCall(1, FaultyBlobs.When.BEFORE, Reason.FORBIDDEN);

    assertThatThrownBy(() -> retrying(faulty).put("a", new byte[1]))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FORBIDDEN));
    assertThat(faulty.calls()).isEqualTo(1);
  }
}
