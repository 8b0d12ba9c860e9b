package dev.migrator.bundle;

import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Indexes, gap files, descriptions and documents of databases, opened only once all their bytes
/// were found to be those that a commit names. So nobody acts on an altered one, not even who reads
/// its first line alone. Safe for many threads.
///
/// A short file is read once and held in memory. A longer one is read through for its hash the
/// first time, and then again.
final class ProvenFiles {
  static final int MAX_HELD_BYTES = 1 << 20;
  private static final int BUFFER_BYTES = 128 << 10;

  private final BundleFiles files;
  private final Set<Proof> proven = ConcurrentHashMap.newKeySet();

  private record Proof(String path, Stamp stamp) {}

  ProvenFiles(BundleFiles files) {
    this.files = files;
  }

  /// @return holds the file, at least
  /// @throws BundleDamagedException if the commit names no such file, or another
  BundleFiles open(Commit commit, String path) {
    Stamp stamp = commit.files().get(path);
    if (stamp == null || !isProvable(Names.parse(path))) {
      throw damaged(path, "the commit has no such file");
    }
    long sizeBytes = files.sizeBytes(path).orElseThrow(() -> damaged(path, "it is missing"));
    if (sizeBytes != stamp.sizeBytes()) {
      throw damaged(path, "it has %d bytes, not %d".formatted(sizeBytes, stamp.sizeBytes()));
    }
    if (sizeBytes <= MAX_HELD_BYTES) {
      byte[] bytes = files.bytes(path, 0, (int) sizeBytes);
      require(path, Sha256.of(bytes), stamp);
      return new Held(bytes);
    }
    Proof proof = new Proof(path, stamp);
    if (!proven.contains(proof)) {
      require(path, hash(path, sizeBytes), stamp);
      proven.add(proof);
    }
    return files;
  }

  private static boolean isProvable(Names.Name name) {
    return name instanceof Names.Name.Meta || name instanceof Names.Name.CutFile;
  }

  private static void require(String path, Sha256 actual, Stamp stamp) {
    if (!actual.equals(stamp.sha256())) {
      throw damaged(path, "its SHA-256 is %s, not %s".formatted(actual, stamp.sha256()));
    }
  }

  private Sha256 hash(String path, long sizeBytes) {
    MessageDigest digest = Sha256.newDigest();
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = files.read(path, 0, sizeBytes)) {
      for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
        digest.update(buffer, 0, size);
      }
    } catch (IOException e) {
      throw BundleFiles.brokeOff(path, e);
    }
    return Sha256.of(digest);
  }

  private static BundleDamagedException damaged(String path, String problem) {
    return new BundleDamagedException(
        path + " is damaged: " + problem,
        "Run `migrator verify` to see all that is affected, and put the file back from a copy.");
  }

  /// One file, whatever it is asked for.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Held(byte[] content) implements BundleFiles {
    @Override
    public InputStream read(String path, long offset, long sizeBytes) {
      return new ByteArrayInputStream(content, Math.toIntExact(offset), (int) sizeBytes);
    }

    @Override
    public Optional<Long> sizeBytes(String path) {
      return Optional.of((long) content.length);
    }
  }
}
