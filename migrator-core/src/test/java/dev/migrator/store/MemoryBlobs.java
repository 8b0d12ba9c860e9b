package dev.migrator.store;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Key;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A bucket in memory, with a clock of its own. Several may share one [Bucket], as several runs do.
public final class MemoryBlobs implements BlobStore {

  /// How the host treats conditions on writes.
  public enum Conditions {
    ENFORCED,
    OVERLOOKED,
    REFUSED
  }

  /// What all runs see.
  public static final class Bucket {
    private final SortedMap<Key, File> files = new TreeMap<>();
    private final Set<Upload> uploads = ConcurrentHashMap.newKeySet();
    private final Conditions conditions;
    private final InstantSource clock;
    private long writes;

    public Bucket(Conditions conditions, InstantSource clock) {
      this.conditions = conditions;
      this.clock = clock;
    }

    /// Uploads neither completed nor aborted.
    public int openUploads() {
      return uploads.size();
    }

    synchronized @Nullable File get(String name) {
      return files.get(Key.of(name));
    }

    synchronized SortedMap<Key, File> all() {
      return new TreeMap<>(files);
    }

    synchronized void remove(String name) {
      files.remove(Key.of(name));
    }

    synchronized String put(String name, byte[] bytes) {
      String tag = "tag-" + ++writes;
      files.put(Key.of(name), new File(bytes.clone(), tag, clock.instant()));
      return tag;
    }

    synchronized Optional<String> putIf(String name, @Nullable String tag, byte[] bytes) {
      File there = get(name);
      boolean met = tag == null ? there == null : there != null && there.tag.equals(tag);
      return met || conditions == Conditions.OVERLOOKED
          ? Optional.of(put(name, bytes))
          : Optional.empty();
    }
  }

  private static final class File {
    private final byte[] bytes;
    private final String tag;
    private final Instant written;

    File(byte[] bytes, String tag, Instant written) {
      this.bytes = bytes;
      this.tag = tag;
      this.written = written;
    }
  }

  private final Bucket bucket;

  public MemoryBlobs(Bucket bucket) {
    this.bucket = bucket;
  }

  @Override
  public String label() {
    return "memory";
  }

  @Override
  public List<Blob> list() {
    return bucket.all().entrySet().stream()
        .map(e -> blob(e.getKey().text(), e.getValue(), Duration.ZERO))
        .toList();
  }

  @Override
  public Optional<Blob> find(String name) {
    return Optional.ofNullable(bucket.get(name))
        .map(f -> blob(name, f, Duration.between(f.written, bucket.clock.instant())));
  }

  private static Blob blob(String name, File file, Duration age) {
    return new Blob(name, file.bytes.length, file.tag, age);
  }

  @Override
  public InputStream read(String name, ByteRange range) {
    File file = bucket.get(name);
    if (file == null) {
      throw failure(Reason.NOT_FOUND, name);
    }
    if (range.end() > file.bytes.length) {
      throw failure(Reason.BAD_BYTES, name);
    }
    return new ByteArrayInputStream(
        Arrays.copyOfRange(file.bytes, (int) range.offset(), (int) range.end()));
  }

  @Override
  public void put(String name, byte[] bytes) {
    var unused = bucket.put(name, bytes);
  }

  @Override
  public String create(String name, byte[] bytes) {
    refuseConditions(name);
    return bucket.putIf(name, null, bytes).orElseThrow(() -> failure(Reason.EXISTS, name));
  }

  @Override
  public String replace(String name, String tag, byte[] bytes) {
    refuseConditions(name);
    return bucket.putIf(name, tag, bytes).orElseThrow(() -> failure(Reason.CHANGED, name));
  }

  private void refuseConditions(String name) {
    if (bucket.conditions == Conditions.REFUSED) {
      throw failure(Reason.UNSUPPORTED, name);
    }
  }

  @Override
  public Upload startUpload(String name) {
    MemoryUpload upload = new MemoryUpload(name);
    bucket.uploads.add(upload);
    return upload;
  }

  @Override
  public void abortUploads() {
    bucket.uploads.clear();
  }

  @Override
  public void delete(String name) {
    bucket.remove(name);
  }

  @Override
  public void close() {}

  private static StoreException failure(Reason reason, String name) {
    return new StoreException(reason, reason + " " + name, "This is a test.", null);
  }

  private final class MemoryUpload implements Upload {
    private final String name;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    MemoryUpload(String name) {
      this.name = name;
    }

    @Override
    public void part(byte[] part, int length) {
      bytes.write(part, 0, length);
    }

    @Override
    public void complete() {
      if (!bucket.uploads.remove(this)) {
        throw failure(Reason.NOT_FOUND, name);
      }
      put(name, bytes.toByteArray());
    }

    @Override
    public void close() {
      bucket.uploads.remove(this);
    }
  }
}
