package dev.migrator.bundle.store;

import dev.migrator.model.ByteRange;
import dev.migrator.store.BlobStore;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A bundle in a bucket. Files go up in parts from a bounded buffer, without a local disk; an
/// object appears whole or not at all, so no temporary names are needed.
///
/// While a lease is held every change first makes sure that it still is.
public final class BucketStore implements BundleStore {
  /// What most hosts allow.
  static final int MOST_PARTS = 10_000;

  private static final int LEAST_PART_BYTES = 8 << 20;
  private static final int PART_STEP_BYTES = 1 << 20;

  private final BlobStore blobs;
  private final int partBytes;
  private final BucketLease.Settings leaseSettings;
  private final AtomicReference<@Nullable BucketLease> lease = new AtomicReference<>();

  /// Takes `blobs` over: closes it with the store.
  ///
  /// @param largestFileBytes no file will be larger; buffers grow with it above 80 GB
  public BucketStore(BlobStore blobs, long largestFileBytes) {
    this(blobs, partBytesFor(largestFileBytes), BucketLease.Settings.STANDARD);
  }

  BucketStore(BlobStore blobs, int partBytes, BucketLease.Settings leaseSettings) {
    this.blobs = blobs;
    this.partBytes = partBytes;
    this.leaseSettings = leaseSettings;
  }

  /// @return the least size, in whole MiB and at least 8, of which 10,000 parts hold a file
  /// @throws IllegalArgumentException if such parts would not fit into an array
  static int partBytesFor(long largestFileBytes) {
    long least = Math.ceilDiv(largestFileBytes, MOST_PARTS);
    long rounded = Math.ceilDiv(least, PART_STEP_BYTES) * PART_STEP_BYTES;
    if (rounded > Integer.MAX_VALUE - PART_STEP_BYTES) {
      throw new IllegalArgumentException("file too large for a bucket: " + largestFileBytes);
    }
    return (int) Math.max(LEAST_PART_BYTES, rounded);
  }

  @Override
  public String label() {
    return blobs.label();
  }

  @Override
  public List<StoredFile> list() {
    return blobs.list().stream()
        .filter(blob -> !blob.name().equals(BucketLease.NAME))
        .map(blob -> new StoredFile(blob.name(), blob.sizeBytes()))
        .toList();
  }

  @Override
  public InputStream read(String path, long offset, long sizeBytes) {
    return blobs.read(path, new ByteRange(offset, sizeBytes));
  }

  @Override
  public Optional<Long> sizeBytes(String path) {
    return blobs.find(path).map(BlobStore.Blob::sizeBytes);
  }

  @Override
  public FileWriter create(String path) {
    ensureHeld();
    return new BucketFileWriter(blobs, path, partBytes, this::ensureHeld);
  }

  @Override
  public void replace(String path, byte[] bytes) {
    ensureHeld();
    blobs.put(path, bytes);
  }

  @Override
  public void delete(String path) {
    ensureHeld();
    blobs.delete(path);
  }

  @Override
  public Lease lease() {
    BucketLease taken = BucketLease.take(blobs, leaseSettings);
    try {
      blobs.abortUploads();
    } catch (RuntimeException e) {
      taken.close();
      throw e;
    }
    lease.set(taken);
    return taken;
  }

  private void ensureHeld() {
    BucketLease held = lease.get();
    if (held != null) {
      held.ensureHeld();
    }
  }

  @Override
  public Optional<Long> freeBytes() {
    return Optional.empty();
  }

  @Override
  public void close() {
    blobs.close();
  }
}
