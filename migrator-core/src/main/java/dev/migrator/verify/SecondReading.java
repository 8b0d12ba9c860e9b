package dev.migrator.verify;

import dev.migrator.bundle.store.BundleFiles;
import dev.migrator.bundle.volume.FrameReader;
import dev.migrator.bundle.volume.FramedFile;
import dev.migrator.error.BundleDamagedException;
import dev.migrator.error.StoreException;
import dev.migrator.model.Sha256;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds out what can still be read of a damaged volume, frame by frame.
final class SecondReading {
  private final BundleFiles files;
  private final String path;
  private final MessageDigest digest = Sha256.newDigest();
  private final byte[] buffer = new byte[256 << 10];

  SecondReading(BundleFiles files, String path) {
    this.files = files;
    this.path = path;
  }

  /// @param doubtful in the order of their places
  /// @return those whose content cannot be read as it was
  List<Wanted> lost(List<Wanted> doubtful) {
    try {
      FramedFile volume = FramedFile.open(files, path);
      List<Wanted> lost = new ArrayList<>();
      int from = 0;
      while (from < doubtful.size()) {
        int to = from + 1;
        while (to < doubtful.size()
            && doubtful.get(to).frameOffset() == doubtful.get(from).frameOffset()) {
          to++;
        }
        addLost(volume, doubtful.subList(from, to), lost);
        from = to;
      }
      return lost;
    } catch (BundleDamagedException | StoreException e) {
      return doubtful; // without its seek table nothing can be found in it
    }
  }

  /// @param group that begins in one frame
  private void addLost(FramedFile volume, List<Wanted> group, List<Wanted> lost) {
    int frame = volume.table().frameAt(group.getFirst().frameOffset());
    int done = 0;
    if (frame >= 0) {
      try (FrameReader in = volume.frames(frame, volume.table().frames())) {
        long position = 0;
        for (Wanted member : group) {
          if (!isWhole(in, member, position)) {
            lost.add(member);
          }
          position = member.skipBytes() + member.sizeBytes();
          done++;
        }
      } catch (BundleDamagedException e) {
        lost.addAll(group.subList(done, group.size()));
      }
    } else {
      lost.addAll(group);
    }
  }

  private boolean isWhole(FrameReader in, Wanted member, long position) {
    digest.reset();
    for (long skip = member.skipBytes() - position; skip > 0; ) {
      long skipped = in.skip(skip);
      if (skipped == 0) {
        return false;
      }
      skip -= skipped;
    }
    long left = member.sizeBytes();
    while (left > 0) {
      int size = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (size < 0) {
        return false;
      }
      digest.update(buffer, 0, size);
      left -= size;
    }
    return Arrays.equals(digest.digest(), member.sha256());
  }
}
