package dev.migrator.bundle;

import dev.migrator.bundle.store.BundleStore;
import dev.migrator.bundle.volume.FramedFile;
import dev.migrator.bundle.volume.SeekTable;
import dev.migrator.bundle.volume.VolumeEnd;
import dev.migrator.bundle.volume.VolumeReader;
import dev.migrator.bundle.volume.VolumeWriter;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.model.Entry;
import dev.migrator.model.KeyRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// The entries that a sealed volume holds, by its own index, read without the rest of it.
final class VolumeIndex {
  private final FramedFile file;
  private final int fromFrame;
  private final int toFrame;

  private VolumeIndex(FramedFile file, int fromFrame, int toFrame) {
    this.file = file;
    this.fromFrame = fromFrame;
    this.toFrame = toFrame;
  }

  /// @throws BundleDamagedException if the volume's end does not tell where its index is
  static VolumeIndex open(BundleStore store, String path) {
    FramedFile file = FramedFile.open(store, path);
    try (VolumeReader end = VolumeReader.openEnd(file)) {
      VolumeReader.Member member = end.next();
      if (member == null || !member.name().equals(VolumeWriter.END)) {
        throw new IllegalArgumentException("it does not end with " + VolumeWriter.END);
      }
      return of(file, VolumeJson.parseEnd(end.content().readAllBytes()));
    } catch (IllegalArgumentException e) {
      throw damaged(path, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static VolumeIndex of(FramedFile file, VolumeEnd end) {
    SeekTable table = file.table();
    int from = table.frameAt(end.indexOffset());
    int to = from;
    while (from >= 0
        && to < table.frames()
        && table.contentOffset(to) < table.contentOffset(from) + end.indexBytes()) {
      to++;
    }
    if (from < 0 || table.contentOffset(to) != table.contentOffset(from) + end.indexBytes()) {
      throw new IllegalArgumentException("its index is not where its end says");
    }
    return new VolumeIndex(file, from, to);
  }

  /// The caller closes it.
  EntryReader entries(KeyRange range) {
    VolumeLine.Reader lines = new VolumeLine.Reader(file.frames(fromFrame, toFrame));
    return new EntryReader() {
      @Override
      public @Nullable Entry next() {
        try {
          return nextWithin(lines, range);
        } catch (IllegalArgumentException e) {
          throw damaged(file.path(), e);
        }
      }

      @Override
      public void close() {
        lines.close();
      }
    };
  }

  private static @Nullable Entry nextWithin(VolumeLine.Reader lines, KeyRange range) {
    for (VolumeLine line = lines.next(); line != null; line = lines.next()) {
      if (line instanceof VolumeLine.Held(Entry entry)) {
        if (!range.isBelowEnd(entry.key())) {
          return null;
        }
        if (range.contains(entry.key())) {
          return entry;
        }
      }
    }
    return null;
  }

  private static BundleDamagedException damaged(String path, IllegalArgumentException cause) {
    return new BundleDamagedException(
        path + " is damaged: " + cause.getMessage(), "Run `migrator verify` on the bundle.", cause);
  }
}
