package dev.migrator.store.s3;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/// The checksums of the API that can be computed here, the cheapest first, and the MD5 of ETags.
enum Algorithm {
  CRC32C,
  CRC32,
  CRC64NVME,
  SHA1,
  SHA256,
  MD5;

  /// A running computation. Not for several threads.
  interface Running {
    void update(byte[] bytes, int offset, int length);

    /// The value in the API's byte order; starts again.
    byte[] finish();
  }

  Running start() {
    return switch (this) {
      case CRC32C -> running(new CRC32C(), 4);
      case CRC32 -> running(new CRC32(), 4);
      case CRC64NVME -> running(new Crc64Nvme(), 8);
      case SHA1 -> running("SHA-1");
      case SHA256 -> running("SHA-256");
      case MD5 -> running("MD5");
    };
  }

  private static Running running(Checksum checksum, int sizeBytes) {
    return new Running() {
      @Override
      public void update(byte[] bytes, int offset, int length) {
        checksum.update(bytes, offset, length);
      }

      @Override
      public byte[] finish() {
        byte[] value = ByteBuffer.allocate(8).putLong(checksum.getValue()).array();
        checksum.reset();
        return Arrays.copyOfRange(value, 8 - sizeBytes, 8);
      }
    };
  }

  private static Running running(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance(name);
      return new Running() {
        @Override
        public void update(byte[] bytes, int offset, int length) {
          digest.update(bytes, offset, length);
        }

        @Override
        public byte[] finish() {
          return digest.digest();
        }
      };
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + name, e);
    }
  }
}
