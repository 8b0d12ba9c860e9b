package dev.migrator.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.bundle.BundleWriter;
import dev.migrator.bundle.BundleWriter.Draft;
import dev.migrator.bundle.BundleWriter.Settings;
import dev.migrator.bundle.Commit;
import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.SegmentWriter;
import dev.migrator.bundle.SegmentWriter.Described;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.model.Attributes;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.Sha256;
import dev.migrator.model.SourceDescription;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes small bundles for the tests. What was put in can be asked of [#contents()].
final class SampleBundle {
  static final String MEDIA = "media";
  static final String WWW = "www";
  static final Instant THEN = Instant.parse("2026-11-20T10:00:00Z");

  private static final Settings SMALL = new Settings(1 << 20);

  private final Path folder;
  private final Settings settings;
  private final SortedMap<String, SourceState> sources = new TreeMap<>();
  private final Map<String, byte[]> contents = new LinkedHashMap<>();

  /// One thing to put into a source.
  ///
  /// @param content null where there is none
  record Item(
      Key key,
      Kind kind,
      @Nullable String version,
      boolean latest,
      byte @Nullable [] content,
      Attributes attributes,
      List<Entry.Missing> missing) {

    static Item object(String key, byte[] content) {
      return version(key, null, true, content);
    }

    static Item version(String key, @Nullable String version, boolean latest, byte[] content) {
      return new Item(
          Key.of(key), Kind.OBJECT, version, latest, content, NoAttributes.INSTANCE, List.of());
    }

    static Item marker(String key, String version) {
      return new Item(
          Key.of(key), Kind.DELETE_MARKER, version, true, null, NoAttributes.INSTANCE, List.of());
    }

    static Item gap(String key) {
      return new Item(
          Key.of(key),
          Kind.OBJECT,
          null,
          true,
          null,
          NoAttributes.INSTANCE,
          List.of(new Entry.Missing(null, Gap.Code.FORBIDDEN, "the host said no")));
    }

    static Item file(Key key, byte[] content, int mode) {
      return new Item(key, Kind.OBJECT, null, true, content, attributes(mode, null), List.of());
    }

    static Item folder(String key) {
      return new Item(
          Key.of(key), Kind.FOLDER, null, true, null, attributes(0750, null), List.of());
    }

    static Item link(String key, String target) {
      return new Item(
          Key.of(key), Kind.LINK, null, true, null, attributes(0777, Key.of(target)), List.of());
    }

    private static FileAttributes attributes(int mode, @Nullable Key target) {
      return new FileAttributes(
          mode, 1000, 1000, "ada", "ada", THEN, null, new TreeMap<>(), target, List.of(), null);
    }

    Listed listed() {
      long size = content == null ? (kind == Kind.OBJECT ? 7 : 0) : content.length;
      return new Listed(key, kind, version, latest, size, THEN, "etag", null);
    }

    String label() {
      return version == null ? key.percentEncoded() : key.percentEncoded() + "?" + version;
    }
  }

  SampleBundle(Path folder) {
    this(folder, SMALL);
  }

  SampleBundle(Path folder, Settings settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /// A bundle of three sources with all that a bundle can have in it, in one commit.
  static SampleBundle rich(Path folder) {
    SampleBundle bundle = new SampleBundle(folder);
    bundle.put(MEDIA, "s3", media());
    bundle.put(WWW, "files", www());
    bundle.put("video", "s3", List.of(List.of(Item.object("a", text("moving")))));
    bundle.commit();
    return bundle;
  }

  private static List<List<Item>> media() {
    Random random = new Random(11);
    List<Item> first = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      first.add(Item.object("a/%02d.txt".formatted(i), text("object " + i)));
    }
    first.add(Item.object("b/empty", new byte[0]));
    first.add(Item.gap("b/forbidden"));
    first.add(Item.marker("b/gone", "v3"));
    first.add(Item.version("b/gone", "v2", false, text("second")));
    first.add(Item.version("b/gone", "v1", false, text("first")));
    first.add(Item.object("c/half", bytes(random, 600_000)));
    first.add(Item.object("c/other half", bytes(random, 600_000)));
    List<Item> second = new ArrayList<>();
    second.add(Item.object("d/big", bytes(random, 9_000_000)));
    second.add(Item.object("d/line\nbreak", text("odd")));
    second.add(Item.object("d/x", text("plain")));
    return List.of(first, second);
  }

  private static List<List<Item>> www() {
    return List.of(
        List.of(
            Item.folder("cgi-bin"),
            Item.file(Key.of("index.html"), text("<html>"), 0644),
            Item.link("latest", "index.html"),
            Item.file(Key.ofBytes(new byte[] {'n', (byte) 0xFF}), text("latin"), 0600),
            Item.file(Key.of("run.sh"), text("#!/bin/sh"), 0755)));
  }

  static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /// Replaces a source by these items, one list for each segment, each sorted here.
  SampleBundle put(String source, String kind, List<List<Item>> segments) {
    try (BundleWriter writer = open()) {
      List<Segment> sealed = new ArrayList<>();
      KeyRange left = KeyRange.ALL;
      for (int i = 0; i < segments.size(); i++) {
        List<Item> items = sorted(segments.get(i));
        Key next = i + 1 == segments.size() ? null : sorted(segments.get(i + 1)).getFirst().key();
        sealed.add(seal(writer, source, items, left.endingAt(next)));
        left = next == null ? left : left.startingAt(next);
      }
      String description = writer.describe(source, description(kind));
      sources.put(source, new SourceState(kind, description, sealed, List.of()));
      commit(writer);
    }
    return this;
  }

  private static SourceDescription description(String kind) {
    return new SourceDescription(kind, "somewhere", new TreeMap<>(), List.of());
  }

  /// Keys ascending; versions of one key stay as given, the newest first.
  private static List<Item> sorted(List<Item> items) {
    return items.stream().sorted(Comparator.comparing(Item::key)).toList();
  }

  private BundleWriter open() {
    return BundleWriter.open(new DirectoryStore(folder), "sample", settings);
  }

  private Segment seal(BundleWriter writer, String source, List<Item> items, KeyRange range) {
    try (SegmentWriter segment = writer.segment(source)) {
      items.forEach(item -> add(segment, source, item));
      return segment.seal(range, "run-1", THEN, THEN);
    }
  }

  /// Seals a segment that no commit names.
  static void sealOnly(BundleWriter writer) {
    try (SegmentWriter segment = writer.segment(MEDIA)) {
      byte[] content = text("in flight");
      Listed listed = Item.object("a", content).listed();
      Described described = new Described(listed, NoAttributes.INSTANCE, null, List.of());
      segment.add(described, content, content.length, Sha256.of(content), SourceProof.NONE);
      segment.seal(KeyRange.ALL, "run-1", THEN, THEN);
    }
  }

  private void add(SegmentWriter segment, String source, Item item) {
    Described described = new Described(item.listed(), item.attributes(), null, item.missing());
    if (item.content() == null) {
      segment.addWithoutBytes(described);
    } else {
      byte[] content = item.content();
      segment.add(described, content, content.length, Sha256.of(content), SourceProof.NONE);
      contents.put(source + ":" + item.label(), content);
    }
  }

  private Commit commit(BundleWriter writer) {
    return writer.commit(new Draft("run-1", true, null, sources));
  }

  /// Commits once more.
  Commit commit() {
    try (BundleWriter writer = open()) {
      return commit(writer);
    }
  }

  /// Content by `source:percent-encoded key`, with `?version` where there is one.
  Map<String, byte[]> contents() {
    return contents;
  }
}
