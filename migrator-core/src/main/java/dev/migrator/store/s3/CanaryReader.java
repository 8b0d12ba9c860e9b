package dev.migrator.store.s3;

import dev.migrator.aws.ClientFailures;
import dev.migrator.error.StoreException;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content;
import dev.migrator.model.Entry;
import dev.migrator.model.Listed;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.Sha256;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectSource;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// Reads canary objects back.
final class CanaryReader {
  private static final int ATTEMPTS = 3;
  private static final int BUFFER_BYTES = 64 << 10;

  private final ObjectSource source;

  CanaryReader(ObjectSource source) {
    this.source = source;
  }

  /// @return null if the host does not give back the bytes that were written
  @Nullable ObjectAttributes read(Listed there, Entry wanted) {
    for (int attempt = 1; ; attempt++) {
      try {
        return readOnce(there, wanted.content());
      } catch (StoreException e) {
        if (!e.reason().isTransient() || attempt == ATTEMPTS) {
          return null;
        }
      }
    }
  }

  private @Nullable ObjectAttributes readOnce(Listed there, @Nullable Content content) {
    try (ObjectReader reader = source.read(there)) {
      boolean isSame = content != null && content.sha256().equals(sha256(reader, there));
      return isSame && reader.attributes() instanceof ObjectAttributes read ? read : null;
    }
  }

  private Sha256 sha256(ObjectReader reader, Listed there) {
    MessageDigest digest = Sha256.newDigest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = reader.bytes(new ByteRange(0, there.sizeBytes()))) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
      return Sha256.of(digest);
    } catch (IOException e) {
      throw ClientFailures.of("read a canary object of " + source.label(), e);
    }
  }
}
