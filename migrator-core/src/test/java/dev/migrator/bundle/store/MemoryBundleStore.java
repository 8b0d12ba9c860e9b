package dev.migrator.bundle.store;

import dev.migrator.error.BundleInUseException;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// A bundle's place in memory, that several runs can open one after the other.
public final class MemoryBundleStore implements BundleStore {
  private final Map<String, byte[]> files;
  private final AtomicBoolean isHeld;
  private final long freeBytes;

  public MemoryBundleStore() {
    this(Long.MAX_VALUE);
  }

  /// @param freeBytes that it says there are
  public MemoryBundleStore(long freeBytes) {
    this(new ConcurrentHashMap<>(), new AtomicBoolean(), freeBytes);
  }

  private MemoryBundleStore(Map<String, byte[]> files, AtomicBoolean isHeld, long freeBytes) {
    this.files = files;
    this.isHeld = isHeld;
    this.freeBytes = freeBytes;
  }

  /// The same place, as another run opens it.
  public MemoryBundleStore again() {
    return new MemoryBundleStore(files, isHeld, freeBytes);
  }

  /// The bytes of a file, to be changed.
  public byte[] bytes(String path) {
    return files.get(path);
  }

  @Override
  public String label() {
    return "memory";
  }

  @Override
  public List<StoredFile> list() {
    return files.entrySet().stream()
        .map(file -> new StoredFile(file.getKey(), file.getValue().length))
        .sorted(Comparator.comparing(StoredFile::path))
        .toList();
  }

  @Override
  public InputStream read(String path, long offset, long sizeBytes) {
    byte[] bytes = files.get(path);
    if (bytes == null || offset + sizeBytes > bytes.length) {
      throw new StoreException(Reason.NOT_FOUND, "cannot read " + path, "Look for it.", null);
    }
    return new ByteArrayInputStream(bytes, (int) offset, (int) sizeBytes);
  }

  @Override
  public Optional<Long> sizeBytes(String path) {
    return Optional.ofNullable(files.get(path)).map(bytes -> (long) bytes.length);
  }

  @Override
  public FileWriter create(String path) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new FileWriter() {
      @Override
      public void write(byte[] part, int offset, int length) {
        bytes.write(part, offset, length);
      }

      @Override
      public long position() {
        return bytes.size();
      }

      @Override
      public void finish() {
        files.put(path, bytes.toByteArray());
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void replace(String path, byte[] bytes) {
    files.put(path, bytes.clone());
  }

  @Override
  public void delete(String path) {
    files.remove(path);
  }

  @Override
  public Lease lease() {
    if (!isHeld.compareAndSet(false, true)) {
      throw new BundleInUseException(
          "memory is in use by process " + ProcessHandle.current().pid(), "Wait.");
    }
    return () -> isHeld.set(false);
  }

  @Override
  public Optional<Long> freeBytes() {
    return Optional.of(freeBytes);
  }

  @Override
  public void close() {}
}
