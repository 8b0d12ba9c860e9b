package dev.migrator.sandbox.dynamo;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A primary key in the order of Scan: partitions by hash, items of one partition by sort key.
///
/// @param hash of the partition key, from 0 to 2^32 - 1
record ItemKey(long hash, Scalar partition, @Nullable Scalar sort) implements Comparable<ItemKey> {
  private static final long HASHES = 1L << 32;
  private static final Comparator<@Nullable Scalar> SORTED =
      Comparator.nullsFirst(Comparator.naturalOrder());

  static ItemKey of(Scalar partition, @Nullable Scalar sort) {
    return new ItemKey(hash(partition), partition, sort);
  }

  /// Which of so many segments it is in, from 0.
  long segment(long total) {
    return hash * total / HASHES;
  }

  @Override
  public int compareTo(ItemKey other) {
    int byHash = Long.compare(hash, other.hash);
    int byPartition = byHash != 0 ? byHash : partition.compareTo(other.partition);
    return byPartition != 0 ? byPartition : SORTED.compare(sort, other.sort);
  }

  private static long hash(Scalar partition) {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(partition.hashed());
      return Integer.toUnsignedLong(ByteBuffer.wrap(digest).getInt());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
