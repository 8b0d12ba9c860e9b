package dev.migrator.store.files;

import dev.migrator.model.ByteRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Finds the parts of a file that hold nothing but zeros, which a copy can leave out as holes.
/// Takes all bytes in order.
///
/// The platform does not tell where a file's holes are, so whole zero blocks stand for them.
final class ZeroRuns {
  static final int BLOCK_BYTES = 1 << 16;

  /// Beyond so many runs further ones are not told, so that memory and index lines stay small.
  static final int MAX_RUNS = 4096;

  private static final byte[] ZEROS = new byte[BLOCK_BYTES];

  private final List<ByteRange> runs = new ArrayList<>();
  private long position;
  private boolean blockIsZero = true;
  private long runBytes;

  void update(byte[] bytes, int offset, int length) {
    int done = 0;
    while (done < length) {
      int inBlock = (int) (position % BLOCK_BYTES);
      int count = Math.min(length - done, BLOCK_BYTES - inBlock);
      blockIsZero = blockIsZero && isZero(bytes, offset + done, count);
      position += count;
      done += count;
      if (position % BLOCK_BYTES == 0) {
        endBlock();
      }
    }
  }

  private void endBlock() {
    if (blockIsZero) {
      runBytes += BLOCK_BYTES;
    } else {
      endRun(position - BLOCK_BYTES);
    }
    blockIsZero = true;
  }

  private void endRun(long end) {
    if (runBytes > 0 && runs.size() < MAX_RUNS) {
      runs.add(new ByteRange(end - runBytes, runBytes));
    }
    runBytes = 0;
  }

  /// All runs of at least one block, ascending; to be called once, after the last byte.
  List<ByteRange> finish() {
    long tail = position % BLOCK_BYTES;
    if (blockIsZero && runBytes > 0) {
      runBytes += tail;
      tail = 0;
    }
    endRun(position - tail);
    return List.copyOf(runs);
  }

  static boolean isZero(byte[] bytes, int offset, int length) {
    for (int done = 0; done < length; done += BLOCK_BYTES) {
      int count = Math.min(BLOCK_BYTES, length - done);
      int from = offset + done;
      if (!Arrays.equals(bytes, from, from + count, ZEROS, 0, count)) {
        return false;
      }
    }
    return true;
  }
}
