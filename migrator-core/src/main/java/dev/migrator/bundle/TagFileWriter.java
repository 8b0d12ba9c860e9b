package dev.migrator.bundle;

import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.store.BundleStore.StoredFile;
import dev.migrator.bundle.volume.HashedWriter;
import dev.migrator.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// Brings the tag files up to a commit; leaves alone what is right already. One thread at a time.
final class TagFileWriter {
  private final BundleStore store;
  private final Map<String, Sha256> written = new HashMap<>();
  private final Map<String, Long> present = new HashMap<>();

  /// @param files that the bundle has
  TagFileWriter(BundleStore store, List<StoredFile> files) {
    this.store = store;
    files.forEach(file -> present.put(file.path(), file.sizeBytes()));
  }

  /// @param commitBytes as stored
  void write(Commit commit, byte[] commitBytes) {
    Stamp gaps = CommitGaps.stamp(store, commit);
    if (!gaps.sha256().equals(hashOf(TagFiles.GAPS, gaps.sizeBytes()))) {
      writeGaps(commit, gaps);
    }
    SortedMap<String, byte[]> files = TagFiles.of(commit, commitBytes, gaps);
    files.forEach(this::writeWhereItDiffers);
  }

  private void writeGaps(Commit commit, Stamp gaps) {
    written.remove(TagFiles.GAPS);
    try (HashedWriter file = new HashedWriter(store.create(TagFiles.GAPS))) {
      CommitGaps.lines(store, commit, null, file::write);
      written.put(TagFiles.GAPS, file.finish());
    }
    present.put(TagFiles.GAPS, gaps.sizeBytes());
  }

  private void writeWhereItDiffers(String path, byte[] bytes) {
    Sha256 wanted = Sha256.of(bytes);
    if (!wanted.equals(hashOf(path, bytes.length))) {
      written.remove(path);
      store.replace(path, bytes);
      written.put(path, wanted);
      present.put(path, (long) bytes.length);
    }
  }

  /// @param sizeBytes that it should have
  /// @return null where it is missing or of another length
  private @org.jspecify.annotations.Nullable Sha256 hashOf(String path, long sizeBytes) {
    if (!Long.valueOf(sizeBytes).equals(present.get(path))) {
      return null;
    }
    return written.computeIfAbsent(path, missing -> read(missing, sizeBytes));
  }

  private Sha256 read(String path, long sizeBytes) {
    var digest = Sha256.newDigest();
    byte[] buffer = new byte[64 << 10];
    try (InputStream in = store.read(path, 0, sizeBytes)) {
      for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
        digest.update(buffer, 0, size);
      }
      return Sha256.of(digest);
    } catch (IOException e) {
      throw BundleFiles.brokeOff(path, e);
    }
  }
}
