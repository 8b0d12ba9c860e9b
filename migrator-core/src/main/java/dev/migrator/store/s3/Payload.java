package dev.migrator.store.s3;

import dev.migrator.model.Sha256;
import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// The body of a request.
interface Payload {
  /// Stands for the hash of a body that is not hashed beforehand.
  String UNSIGNED = "UNSIGNED-PAYLOAD";

  Payload NONE = of(new byte[0], 0);

  long sizeBytes();

  /// What `x-amz-content-sha256` says of it.
  String sha256();

  /// From the first byte on; a broken request is not sent again, so once is enough.
  InputStream open();

  /// The first `length` of `bytes`, which may not change until the call is done.
  static Payload of(byte[] bytes, int length) {
    var digest = Sha256.newDigest();
    digest.update(bytes, 0, length);
    String sha256 = Sha256.of(digest).hex();
    return of(length, sha256, () -> new ByteArrayInputStream(bytes, 0, length));
  }

  static Payload of(long sizeBytes, String sha256, Opener opener) {
    return new Payload() {
      @Override
      public long sizeBytes() {
        return sizeBytes;
      }

      @Override
      public String sha256() {
        return sha256;
      }

      @Override
      public InputStream open() {
        return opener.open();
      }
    };
  }

  interface Opener {
    InputStream open();
  }
}
