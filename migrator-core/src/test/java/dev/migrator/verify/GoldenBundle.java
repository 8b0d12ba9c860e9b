package dev.migrator.verify;

import dev.migrator.bundle.BundleWriter;
import dev.migrator.bundle.BundleWriter.Draft;
import dev.migrator.bundle.BundleWriter.Settings;
import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.SegmentWriter;
import dev.migrator.bundle.SegmentWriter.Described;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.model.Attributes;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Acl;
import dev.migrator.model.ObjectAttributes.Encryption;
import dev.migrator.model.ObjectAttributes.Grant;
import dev.migrator.model.ObjectAttributes.Lock;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.model.ObjectAttributes.Tag;
import dev.migrator.model.ObjectAttributes.UserMetadata;
import dev.migrator.model.Sha256;
import dev.migrator.model.SourceDescription;
import dev.migrator.model.SourceDescription.Answer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the bundle in `bundles/mp1/good/everything` holds: all that format MP1 can say, in two
/// commits. Where this changes, a new fixture is made; those there are stay as they are.
final class GoldenBundle {
  static final Instant THEN = Instant.parse("2026-11-20T10:00:00.123456789Z");
  static final Key MIDDLE = Key.of("m");
  static final SourceDescription BUCKET =
      new SourceDescription(
          "s3",
          "s3://parler-media",
          new TreeMap<>(
              Map.of(
                  "versioning", new Answer.Present("<V>Enabled</V>", "{\"status\":\"Enabled\"}"),
                  "cors", new Answer.Absent(),
                  "abac", new Answer.Unsupported("the host has no such thing"),
                  "policy", new Answer.Forbidden("the host said no"),
                  "lifecycle", new Answer.Failed("500 ten times"))),
          List.of("listed without url encoding"));

  private static final int BIG_BYTES = (8 << 20) + 100;

  /// One entry, as it was put in.
  record Put(
      Listed listed,
      Attributes attributes,
      byte @Nullable [] content,
      SourceProof proof,
      @Nullable String drift,
      List<Missing> missing) {}

  private GoldenBundle() {}

  /// Keys of the bucket below [#MIDDLE]: all there was when the account was closed.
  static List<Put> lower() {
    List<Put> puts = new ArrayList<>();
    for (String key :
        List.of(
            "\u0001",
            "\t",
            "\n",
            " lead and trail ",
            "$(touch pwned)",
            "-rf",
            "..",
            "../up",
            "/lead",
            "Case",
            "a//b",
            "a\\b",
            "c/".repeat(120) + "deep",
            "caf\u00e9",
            "cafe\u0301",
            "case",
            "file",
            "file/below",
            "l".repeat(250))) {
      puts.add(object(key, text("content of " + key)));
    }
    return sorted(puts);
  }

  /// The bucket's other keys.
  static List<Put> upper() {
    List<Put> puts = new ArrayList<>();
    puts.add(object("m/big", big()));
    puts.add(object("n/empty", new byte[0]));
    Listed secret = listed(Key.of("o/secret"), Kind.OBJECT, null, true, 7);
    puts.add(
        new Put(secret, full(), null, SourceProof.NONE, null, missing(null, Gap.Code.FORBIDDEN)));
    puts.add(version("p/gone", "v3", true, Kind.DELETE_MARKER, null));
    puts.add(version("p/gone", "v2", false, Kind.OBJECT, text("second")));
    puts.add(version("p/gone", "v1", false, Kind.OBJECT, text("first")));
    Listed told = listed(Key.of("q/attributes"), Kind.OBJECT, "v\u00e9", true, 4);
    puts.add(
        new Put(
            told,
            full(),
            text("told"),
            SourceProof.ETAG_MULTIPART,
            "overwritten once while it was read",
            missing("acl", Gap.Code.NOT_TOLD)));
    puts.add(object("\uD83D\uDE00", text("emoji")));
    return sorted(puts);
  }

  /// A file tree.
  static List<Put> tree() {
    List<Put> puts = new ArrayList<>();
    puts.add(file("bin", Kind.FOLDER, null, attributes(0750, null, null)));
    puts.add(file("bin/run.sh", Kind.OBJECT, text("#!/bin/sh"), attributes(0755, null, "1:2")));
    puts.add(file("bin/run2.sh", Kind.OBJECT, text("#!/bin/sh"), attributes(0755, null, "1:2")));
    puts.add(file("latest", Kind.LINK, null, attributes(0777, Key.of("../out side"), null)));
    Listed pipe = listed(Key.of("pipe"), Kind.SPECIAL, null, true, 0);
    puts.add(
        new Put(
            pipe,
            attributes(0600, null, null),
            null,
            SourceProof.NONE,
            null,
            missing(null, Gap.Code.SPECIAL_FILE)));
    Key latin = Key.ofBytes(new byte[] {'n', (byte) 0xFF});
    puts.add(
        new Put(
            listed(latin, Kind.OBJECT, null, true, 5),
            attributes(0604, null, null),
            text("latin"),
            SourceProof.STAT,
            null,
            List.of()));
    return sorted(puts);
  }

  private static List<Put> sorted(List<Put> puts) {
    puts.sort(java.util.Comparator.comparing(put -> put.listed().key()));
    return puts;
  }

  private static Put object(String key, byte[] content) {
    return version(key, null, true, Kind.OBJECT, content);
  }

  private static Put version(
      String key, @Nullable String version, boolean latest, Kind kind, byte @Nullable [] content) {
    int sizeBytes = content == null ? 0 : content.length;
    Listed listed = listed(Key.of(key), kind, version, latest, sizeBytes);
    Attributes attributes = kind == Kind.OBJECT ? plain() : NoAttributes.INSTANCE;
    return new Put(listed, attributes, content, SourceProof.ETAG_MD5, null, List.of());
  }

  private static Put file(
      String key, Kind kind, byte @Nullable [] content, FileAttributes attributes) {
    int sizeBytes = content == null ? 0 : content.length;
    Listed listed = listed(Key.of(key), kind, null, true, sizeBytes);
    return new Put(listed, attributes, content, SourceProof.STAT, null, List.of());
  }

  private static Listed listed(
      Key key, Kind kind, @Nullable String version, boolean latest, int sizeBytes) {
    return new Listed(key, kind, version, latest, sizeBytes, THEN, "0cc175b9", "STANDARD");
  }

  private static List<Missing> missing(@Nullable String attribute, Gap.Code code) {
    return List.of(new Missing(attribute, code, "the host said no"));
  }

  private static FileAttributes attributes(
      int mode, @Nullable Key target, @Nullable String hardLinkOf) {
    return new FileAttributes(
        mode,
        1000,
        1001,
        "ada",
        null,
        THEN,
        THEN.plusSeconds(5),
        new TreeMap<>(Map.of("user.raw", Key.ofBytes(new byte[] {0, 1, (byte) 0xFE}))),
        target,
        mode == 0604 ? List.of(new ByteRange(0, 3)) : List.of(),
        hardLinkOf);
  }

  private static ObjectAttributes plain() {
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

  private static ObjectAttributes full() {
    Key latin = Key.ofBytes(new byte[] {'c', (byte) 0xE9});
    return new ObjectAttributes(
        new TreeMap<>(Map.of("content-type", "text/plain; charset=\"utf-8\"", "expires", "soon")),
        List.of(new UserMetadata("mood", latin, "c\u00e9"), new UserMetadata("mood", latin, "c")),
        List.of(new Tag("k=&", "\u00fc\uD83D\uDE00"), new Tag("empty", "")),
        new Acl("owner-id", List.of(new Grant("CanonicalUser", "id", "FULL_CONTROL"))),
        new TreeMap<>(Map.of("CRC32C", "AAAAAA==-2", "SHA256", "x")),
        "COMPOSITE",
        List.of(new Part(1, 3, "0".repeat(32)), new Part(2, 1, null)),
        "GLACIER_IR",
        new Encryption("aws:kms", "arn:aws:kms:eu-west-1:1:key/2", "true"),
        new Lock("GOVERNANCE", "2030-01-01T00:00:00Z", "ON"),
        "/elsewhere",
        new TreeMap<>(Map.of("missing-meta", "1")));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] big() {
    byte[] bytes = new byte[BIG_BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i >> 16);
    }
    return bytes;
  }

  /// Writes the bundle, with the code of today.
  static void write(Path folder) {
    try (BundleWriter writer =
        BundleWriter.open(new DirectoryStore(folder), "golden", new Settings(1 << 20))) {
      String bucket = writer.describe("media", BUCKET);
      Segment lower = segment(writer, "media", lower(), new KeyRange(Key.of(""), MIDDLE));
      List<Gap> gaps = new ArrayList<>(BundleWriter.gapsOf("media", BUCKET));
      SortedMap<String, SourceState> sources = new TreeMap<>();
      sources.put("media", new SourceState("s3", bucket, List.of(lower), withRange(gaps)));
      writer.commit(new Draft("run-1", false, "the account is gone", sources));
      Segment upper = segment(writer, "media", upper(), new KeyRange(MIDDLE, null));
      Segment tree = segment(writer, "www", tree(), KeyRange.ALL);
      sources.put("media", new SourceState("s3", bucket, List.of(lower, upper), gaps));
      sources.put("www", new SourceState("files", null, List.of(tree), List.of()));
      writer.commit(new Draft("run-2", true, null, sources));
    }
  }

  private static List<Gap> withRange(List<Gap> gaps) {
    List<Gap> all = new ArrayList<>(gaps);
    Gap.Scope rest = new Gap.OfRange(new KeyRange(MIDDLE, null));
    all.add(new Gap("media", rest, Gap.Code.ACCOUNT_GONE, "the account is gone"));
    return all;
  }

  private static Segment segment(
      BundleWriter writer, String source, List<Put> puts, KeyRange range) {
    try (SegmentWriter segment = writer.segment(source)) {
      for (Put put : puts) {
        Described described =
            new Described(put.listed(), put.attributes(), put.drift(), put.missing());
        byte[] content = put.content();
        if (content == null) {
          segment.addWithoutBytes(described);
        } else {
          segment.add(described, content, content.length, Sha256.of(content), put.proof());
        }
      }
      return segment.seal(range, "run-1", THEN, THEN.plusSeconds(60));
    }
  }
}
