package dev.migrator.verify;

import dev.migrator.bundle.Commit.Part;
import dev.migrator.bundle.PartContent;
import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/// Reads the file of one part of a database once, from its first stored byte to its last.
final class PartAudit {
  private static final int BUFFER_BYTES = 128 << 10;

  private final Context context;
  private final String source;
  private final Part part;

  PartAudit(Context context, String source, Part part) {
    this.context = context;
    this.source = source;
    this.part = part;
  }

  void run() {
    HashedFile file = context.hashed(part.path());
    String problem = walk(file);
    Sha256 stored = file.finish();
    Sha256 expected = context.stamp(part.path()).sha256();
    if (!stored.equals(expected)) {
      add(FindingCode.V003, "it is %s, not %s".formatted(stored, expected));
    } else if (!problem.isEmpty()) {
      add(FindingCode.V016, problem);
    }
  }

  /// @return in which way the content is another than the commit says; empty where it is not
  private String walk(HashedFile file) {
    MessageDigest digest = Sha256.newDigest();
    long sizeBytes = 0;
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream content = PartContent.open(file, part.path())) {
      for (int size = content.read(buffer); size >= 0; size = content.read(buffer)) {
        digest.update(buffer, 0, size);
        sizeBytes += size;
      }
    } catch (BundleDamagedException e) {
      return String.valueOf(e.getMessage());
    } catch (IOException e) {
      throw BundleFiles.brokeOff(part.path(), e);
    }
    if (sizeBytes != part.sizeBytes()) {
      return "it holds %d bytes, not %d".formatted(sizeBytes, part.sizeBytes());
    }
    Sha256 actual = Sha256.of(digest);
    return actual.equals(part.sha256())
        ? ""
        : "its content has the SHA-256 %s, not %s".formatted(actual, part.sha256());
  }

  private void add(FindingCode code, String detail) {
    context.findings().add(code, part.path(), source, part.table(), detail);
  }
}
