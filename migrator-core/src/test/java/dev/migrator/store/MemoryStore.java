package dev.migrator.store;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Attributes;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.SourceDescription;
import dev.migrator.model.SourceDescription.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An object store in memory that holds all that an entry can be. Its times and version ids are
/// those of a counter, so that two equal histories give equal stores.
public final class MemoryStore implements ObjectTarget {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  /// One version of one key.
  @SuppressWarnings("ArrayRecordComponent") // never compared; nobody writes to the bytes
  record Version(Listed listed, Attributes attributes, List<Entry.Missing> missing, byte[] bytes) {}

  private final ConcurrentSkipListMap<Key, List<Version>> keys = new ConcurrentSkipListMap<>();
  private final ReentrantLock writing = new ReentrantLock();
  private long written;
  private volatile boolean exists = true;
  private volatile boolean versioned;
  private volatile @Nullable SourceDescription description;

  /// A store that keeps one version of each key, until [#prepare] finds that the source kept more.
  public MemoryStore() {}

  public static MemoryStore versioned() {
    MemoryStore store = new MemoryStore();
    store.versioned = true;
    return store;
  }

  /// A store that is not there until it is prepared.
  public static MemoryStore absent() {
    MemoryStore store = new MemoryStore();
    store.exists = false;
    return store;
  }

  public Listed put(String key, String content) {
    return put(Key.of(key), content.getBytes(StandardCharsets.UTF_8), noneOf());
  }

  public Listed put(Key key, byte[] bytes, Attributes attributes) {
    String etag = MemoryEtag.of(bytes, attributes);
    return add(key, Kind.OBJECT, bytes.clone(), attributes, etag, List.of());
  }

  /// Puts an object of which some attributes cannot be read.
  public Listed putWithMissing(Key key, byte[] bytes, List<Entry.Missing> missing) {
    String etag = MemoryEtag.of(bytes, noneOf());
    return add(key, Kind.OBJECT, bytes.clone(), noneOf(), etag, missing);
  }

  /// Puts a folder, link or special file.
  public Listed putWithoutBytes(Key key, Kind kind, Attributes attributes) {
    return add(key, kind, new byte[0], attributes, null, List.of());
  }

  /// Leaves a delete marker where versions are kept, else removes the key.
  public void delete(Key key) {
    if (versioned) {
      add(key, Kind.DELETE_MARKER, new byte[0], NoAttributes.INSTANCE, null, List.of());
    } else {
      keys.remove(key);
    }
  }

  /// Removes a key with all its versions.
  public void remove(Key key) {
    keys.remove(key);
  }

  /// What [#describe()] says from now on.
  public void describeAs(SourceDescription newDescription) {
    description = newDescription;
  }

  /// Every version of every key with its bytes, in listing order; for comparing two stores.
  public NavigableMap<String, String> contents() {
    NavigableMap<String, String> contents = new TreeMap<>();
    keys.forEach((key, versions) -> {
      for (int i = 0; i < versions.size(); i++) {
        Version version = versions.get(i);
        contents.put(
            "%s#%d".formatted(key.percentEncoded(), i),
            version.listed().kind()
                + " "
                + new String(version.bytes(), StandardCharsets.ISO_8859_1));
      }
    });
    return contents;
  }

  /// Attributes of an object of which nothing was said.
  public static ObjectAttributes noneOf() {
    return new ObjectAttributes(
        new TreeMap<>(),
        List.of(),
        List.of(),
        null,
        new TreeMap<>(),
        null,
        List.of(),
        null,
        null,
        null,
        null,
        new TreeMap<>());
  }

  private Listed add(
      Key key,
      Kind kind,
      byte[] bytes,
      Attributes attributes,
      @Nullable String etag,
      List<Entry.Missing> missing) {
    writing.lock();
    try {
      written++;
      String id = versioned ? "v%06d".formatted(written) : null;
      Instant modified = FIRST.plusSeconds(written);
      Listed listed = new Listed(key, kind, id, true, bytes.length, modified, etag, null);
      List<Version> versions = new ArrayList<>();
      versions.add(new Version(listed, attributes, List.copyOf(missing), bytes));
      if (versioned) {
        versions.addAll(keys.getOrDefault(key, List.of()));
      }
      keys.put(key, List.copyOf(versions));
      return listed;
    } finally {
      writing.unlock();
    }
  }

  @Override
  public String label() {
    return "memory";
  }

  @Override
  public SourceDescription describe() {
    SourceDescription told = description;
    if (told != null) {
      return told;
    }
    TreeMap<String, Answer> answers = new TreeMap<>();
    answers.put(
        "versioning",
        versioned
            ? new Answer.Present("<Status>Enabled</Status>", "{\"status\":\"Enabled\"}")
            : new Answer.Absent());
    return new SourceDescription("s3", label(), answers, List.of());
  }

  @Override
  public List<KeyRange> split(KeyRange range, int parts) {
    List<Key> inside =
        keys.tailMap(range.from()).keySet().stream().takeWhile(range::isBelowEnd).toList();
    List<KeyRange> ranges = new ArrayList<>();
    KeyRange rest = range;
    for (int i = 1; i < parts && i < inside.size(); i++) {
      Key cut = inside.get((int) ((long) i * inside.size() / parts));
      if (cut.compareTo(rest.from()) > 0) {
        ranges.add(rest.endingAt(cut));
        rest = rest.startingAt(cut);
      }
    }
    ranges.add(rest);
    return ranges;
  }

  private void requireExists() {
    if (!exists) {
      throw new StoreException(
          Reason.NO_SUCH_STORE, "there is no such store in memory", "Prepare it.", null);
    }
  }

  @Override
  public Listing list(KeyRange range) {
    requireExists();
    return new MemoryListing(keys, range);
  }

  @Override
  public ObjectReader read(Listed listed) {
    return new MemoryReader(() -> current(listed));
  }

  /// The version that was listed, or a failure where it is no longer there.
  private Version current(Listed listed) {
    List<Version> versions = keys.getOrDefault(listed.key(), List.of());
    for (Version version : versions) {
      if (isSame(version.listed(), listed)) {
        return version;
      }
    }
    Reason reason = versions.isEmpty() || versioned ? Reason.NOT_FOUND : Reason.CHANGED;
    throw new StoreException(
        reason,
        "cannot read %s: it is no longer the object that was listed".formatted(listed.label()),
        "List again.",
        null);
  }

  private static boolean isSame(Listed one, Listed other) {
    return Objects.equals(one.versionId(), other.versionId())
        && Objects.equals(one.etag(), other.etag())
        && one.kind() == other.kind();
  }

  @Override
  public List<Loss> prepare(SourceDescription source, Creation creation) {
    if (creation == Creation.ALLOWED) {
      exists = true;
    }
    requireExists();
    if (source.answers().get("versioning") instanceof Answer.Present answer
        && answer.raw().contains("Enabled")) {
      versioned = true;
    }
    return List.of();
  }

  @Override
  public List<Loss> losses(Entry entry) {
    Listed listed = entry.listed();
    return versioned || (listed.latest() && listed.kind() != Kind.DELETE_MARKER)
        ? List.of()
        : List.of(new Loss("version", "this store keeps one version of each key"));
  }

  @Override
  public Written write(Entry entry, Bytes bytes) {
    return switch (entry.listed().kind()) {
      case OBJECT -> written(put(entry.key(), readAll(entry, bytes), entry.attributes()));
      case DELETE_MARKER -> {
        delete(entry.key());
        yield new Written(versioned ? newestId(entry.key()) : null, null, List.of());
      }
      case FOLDER, LINK, SPECIAL ->
          written(putWithoutBytes(entry.key(), entry.listed().kind(), entry.attributes()));
    };
  }

  private @Nullable String newestId(Key key) {
    return keys.getOrDefault(key, List.of()).stream()
        .findFirst()
        .map(version -> version.listed().versionId())
        .orElse(null);
  }

  private static Written written(Listed listed) {
    return new Written(listed.versionId(), listed.etag(), List.of());
  }

  private static byte[] readAll(Entry entry, Bytes bytes) {
    if (entry.content() == null) {
      throw new IllegalArgumentException("no bytes to write: " + entry.listed().label());
    }
    byte[] all;
    try (InputStream in = bytes.open()) {
      all = in.readAllBytes();
    } catch (IOException e) {
      throw new StoreException(
          Reason.UNAVAILABLE,
          "cannot read the bytes of %s: %s".formatted(entry.listed().label(), e.getMessage()),
          "Try again.",
          e);
    }
    if (all.length != entry.content().sizeBytes()) {
      throw new StoreException(
          Reason.BAD_BYTES,
          "%s has %d bytes, not %d"
              .formatted(entry.listed().label(), all.length, entry.content().sizeBytes()),
          "Try again.",
          null);
    }
    return all;
  }

  @Override
  public List<Loss> applyConfiguration(SourceDescription source) {
    return List.of();
  }

  @Override
  public void close() {}
}
