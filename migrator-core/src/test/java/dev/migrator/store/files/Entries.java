package dev.migrator.store.files;

import dev.migrator.model.Attributes;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.Sha256;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.MemoryStore;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes up a bundle's entries.
final class Entries {
  static final Instant TIME = Instant.parse("2001-02-03T04:05:06.123456789Z");
  static final SourceDescription BUCKET =
      new SourceDescription("s3", "s3://bucket", new TreeMap<>(), List.of());
  static final SourceDescription TREE =
      new SourceDescription("files", "/tree", new TreeMap<>(), List.of());

  private Entries() {}

  static Entry object(long ordinal, String key, String content) {
    return object(ordinal, Key.of(key), null, true, content, MemoryStore.noneOf());
  }

  static Entry version(long ordinal, String key, String versionId, boolean latest, String content) {
    return object(ordinal, Key.of(key), versionId, latest, content, MemoryStore.noneOf());
  }

  static Entry marker(long ordinal, String key, String versionId, boolean latest) {
    Listed listed =
        new Listed(Key.of(key), Kind.DELETE_MARKER, versionId, latest, 0, TIME, null, null);
    return new Entry(ordinal, listed, NoAttributes.INSTANCE, null, null, List.of());
  }

  static Entry file(long ordinal, String key, String content, FileAttributes attributes) {
    return object(ordinal, Key.of(key), null, true, content, attributes);
  }

  static Entry object(
      long ordinal,
      Key key,
      @Nullable String versionId,
      boolean latest,
      String content,
      Attributes attributes) {
    byte[] bytes = bytes(content);
    Listed listed =
        new Listed(key, Kind.OBJECT, versionId, latest, bytes.length, TIME, "etag", null);
    return new Entry(
        ordinal, listed, attributes, content(bytes.length, Sha256.of(bytes)), null, List.of());
  }

  static Content content(long sizeBytes, Sha256 sha256) {
    return new Content(sizeBytes, sha256, SourceProof.NONE, new Content.Member("vol", "k/x", 0, 0));
  }

  static Entry withoutBytes(long ordinal, Key key, Kind kind, FileAttributes attributes) {
    Listed listed = new Listed(key, kind, null, true, 0, TIME, null, null);
    return new Entry(ordinal, listed, attributes, null, null, List.of());
  }

  static Entry link(long ordinal, String key, String target) {
    return link(ordinal, key, Key.of(target));
  }

  static Entry link(long ordinal, String key, Key target) {
    return withoutBytes(
        ordinal, Key.of(key), Kind.LINK, attributes(0777, new TreeMap<>(), target, null));
  }

  static FileAttributes attributes(int mode) {
    return attributes(mode, new TreeMap<>(), null, null);
  }

  static FileAttributes attributes(
      int mode,
      SortedMap<String, Key> extended,
      @Nullable Key linkTarget,
      @Nullable String hardLinkOf) {
    return owned(0, 0, mode, extended, linkTarget, List.of(), hardLinkOf);
  }

  static FileAttributes owned(
      int uid,
      int gid,
      int mode,
      SortedMap<String, Key> extended,
      @Nullable Key linkTarget,
      List<ByteRange> holes,
      @Nullable String hardLinkOf) {
    return new FileAttributes(
        mode, uid, gid, null, null, TIME, TIME, extended, linkTarget, holes, hardLinkOf);
  }

  static byte[] bytes(String content) {
    return content.getBytes(StandardCharsets.ISO_8859_1);
  }

  static dev.migrator.store.ObjectTarget.Bytes stream(String content) {
    return () -> new ByteArrayInputStream(bytes(content));
  }
}
