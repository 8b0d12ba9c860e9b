package dev.migrator.store.s3;

import static dev.migrator.store.Powers.need;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.model.AttributeName;
import dev.migrator.model.Content;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Acl;
import dev.migrator.model.ObjectAttributes.Grant;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.model.ObjectAttributes.Tag;
import dev.migrator.model.ObjectAttributes.UserMetadata;
import dev.migrator.model.Sha256;
import dev.migrator.model.SourceDescription;
import dev.migrator.model.SourceDescription.Answer;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectTarget;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.ObjectTarget.Loss;
import dev.migrator.store.ObjectTargetContract;
import dev.migrator.store.StoreAddress.S3Address;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/// What each host turned out to hold is told in its own subclass.
final class S3TargetTest {

  abstract static class OnHost extends ObjectTargetContract {
    private static final Grant PUBLIC =
        new Grant("Group", "http://acs.amazonaws.com/groups/global/AllUsers", "READ");

    private final TestHost host;

    OnHost(TestHost host) {
      this.host = host;
    }

    /// What the host is known to lose of [#rich], by the names of the losses.
    protected abstract Set<String> lost();

    protected boolean keepsVersions() {
      return true;
    }

    protected boolean hasTags() {
      return true;
    }

    @Override
    protected ObjectTarget openAbsent() {
      return new S3Target(host.address("s3target-target"));
    }

    private static SourceDescription versionedSource() {
      SortedMap<String, Answer> answers = new TreeMap<>();
      answers.put(
          "versioning",
          new Answer.Present(
              "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>", "{}"));
      return sourceSaying(answers);
    }

    @Test
    void lossesForetoldAreLossesSeen() {
      target.prepare(plainSource(), Creation.ALLOWED);
      Entry entry = rich("rich");
      Set<String> foretold = names(target.losses(entry));

      Set<String> afterwards = names(put(entry).losses());
      ObjectAttributes read = attributes(list().getFirst());

      assertThat(afterwards).isEmpty();
      assertThat(missing((ObjectAttributes) entry.attributes(), read)).isEqualTo(foretold);
      assertThat(foretold).isEqualTo(lost());
    }

    @Test
    void asciiTagsAreKeptWhereverTheHostHasTags() {
      target.prepare(plainSource(), Creation.ALLOWED);
      CanaryEntry tagged = new CanaryEntry("tagged").tag("a key", "a=b+c/d:e @_.").tag("k", "");
      List<Tag> tags = tagsOf(tagged);

      assertThat(names(target.losses(tagged.entry())).contains("tags")).isEqualTo(!hasTags());
      assertThat(target.write(tagged.entry(), tagged.bytes()).losses()).isEmpty();
      assertThat(attributes(list().getFirst()).tags())
          .containsExactlyInAnyOrderElementsOf(hasTags() ? tags : List.of());
    }

    @Test
    void tagsThatTheHostRefusesDoNotCostTheObject() {
      target.prepare(plainSource(), Creation.ALLOWED);
      CanaryEntry tagged = new CanaryEntry("tagged").tag("odd <&%2F>", "1");

      List<Loss> losses = new ArrayList<>(target.losses(tagged.entry()));
      losses.addAll(target.write(tagged.entry(), tagged.bytes()).losses());
      List<Tag> kept = attributes(list().getFirst()).tags();

      assertThat(names(losses)).isEqualTo(kept.isEmpty() ? Set.of("tags") : Set.of());
      assertThat(kept).isIn(List.of(), tagsOf(tagged));
    }

    private static List<Tag> tagsOf(CanaryEntry canary) {
      return ((ObjectAttributes) canary.entry().attributes()).tags();
    }

    private static Set<String> names(List<Loss> losses) {
      return losses.stream().map(Loss::what).collect(Collectors.toSet());
    }

    private static Entry rich(String name) {
      Key key = Key.of(name);
      SortedMap<String, String> headers =
          new TreeMap<>(
              Map.of(
                  "content-type", "text/x-rich; charset=utf-8",
                  "cache-control", "no-cache",
                  "content-disposition", "inline; filename=\"x  y\"",
                  "content-encoding", "identity2",
                  "content-language", "fr",
                  "expires", "soon"));
      ObjectAttributes attributes =
          new ObjectAttributes(
              headers,
              List.of(
                  new UserMetadata("plain", Key.of("a b"), "a b"),
                  new UserMetadata("text", Key.of("\u00FCber"), "\u00FCber"),
                  new UserMetadata("word", Key.of("=?UTF-8?Q?=C3=BCber?="), "\u00FCber")),
              List.of(new Tag("k", "v/=+ \u00FC")),
              new Acl("owner", List.of(PUBLIC)),
              new TreeMap<>(Map.of("SHA256", checksum(Algorithm.SHA256, bytes(key, 1000)))),
              "FULL_OBJECT",
              List.of(),
              "STANDARD_IA",
              null,
              null,
              "/redirect",
              new TreeMap<>());
      return new Entry(
          1,
          new Listed(key, Kind.OBJECT, null, true, 1000, null, null, null),
          attributes,
          content(key, 1000),
          null,
          List.of());
    }

    private static String checksum(Algorithm algorithm, byte[] bytes) {
      Algorithm.Running running = algorithm.start();
      running.update(bytes, 0, bytes.length);
      return Base64.getEncoder().encodeToString(running.finish());
    }

    private static Set<String> missing(ObjectAttributes wanted, ObjectAttributes read) {
      Set<String> missing = new HashSet<>();
      wanted
          .headers()
          .forEach((name, value) -> {
            if (!value.equals(read.headers().get(name))) {
              missing.add(name);
            }
          });
      if (!texts(read).equals(texts(wanted))) {
        missing.add(AttributeName.USER_METADATA);
      }
      if (!read.tags().equals(wanted.tags())) {
        missing.add(AttributeName.TAGS);
      }
      if (read.acl() == null || !read.acl().grants().contains(PUBLIC)) {
        missing.add(AttributeName.ACL);
      }
      if (!read.checksums().entrySet().containsAll(wanted.checksums().entrySet())) {
        missing.add(AttributeName.CHECKSUMS);
      }
      if (!"STANDARD_IA".equals(read.storageClass())) {
        missing.add(AttributeName.STORAGE_CLASS);
      }
      if (!"/redirect".equals(read.websiteRedirect())) {
        missing.add(AttributeName.WEBSITE_REDIRECT);
      }
      return missing;
    }

    private static Map<String, String> texts(ObjectAttributes attributes) {
      return attributes.userMetadata().stream()
          .collect(Collectors.toMap(UserMetadata::name, UserMetadata::text));
    }

    private ObjectAttributes attributes(Listed listed) {
      try (ObjectReader reader = target.read(listed)) {
        return (ObjectAttributes) reader.attributes();
      }
    }

    @Test
    void versionsAreReplayedInOrderWithTheirMarkers() throws Exception {
      target.prepare(versionedSource(), Creation.ALLOWED);
      Entry marker = marker("a");
      need(
          keepsVersions() || !names(target.losses(marker)).contains("version"),
          "the host keeps no versions, and says so before");

      assertThat(target.losses(marker)).isEmpty();
      put(object("a", 10));
      target.write(marker, InputStreams::none);
      put(object("a", 20));

      List<Listed> newestFirst = list();
      assertThat(newestFirst)
          .extracting(Listed::kind)
          .containsExactly(Kind.OBJECT, Kind.DELETE_MARKER, Kind.OBJECT);
      assertThat(newestFirst).extracting(Listed::latest).containsExactly(true, false, false);
      assertThat(read(newestFirst.getFirst())).isEqualTo(bytes(Key.of("a"), 20));
      assertThat(read(newestFirst.getLast())).isEqualTo(bytes(Key.of("a"), 10));
    }

    /// Many within one second: hosts that list versions and markers apart are held to their order.
    @Test
    void manyVersionsOfManyKeysKeepTheirOrder() {
      target.prepare(versionedSource(), Creation.ALLOWED);
      need(
          keepsVersions() || !names(target.losses(marker("a"))).contains("version"),
          "the host keeps no versions, and says so before");
      for (int i = 0; i < 20; i++) {
        String key = "key-" + i % 2;
        put(object(key, i + 1));
        target.write(marker(key), InputStreams::none);
      }

      List<Listed> newestFirst = list().subList(0, 20);

      assertThat(newestFirst)
          .extracting(Listed::kind)
          .containsExactlyElementsOf(
              Collections.nCopies(10, List.of(Kind.DELETE_MARKER, Kind.OBJECT)).stream()
                  .flatMap(List::stream)
                  .toList());
      assertThat(newestFirst)
          .filteredOn(one -> one.kind() == Kind.OBJECT)
          .extracting(Listed::sizeBytes)
          .containsExactly(19L, 17L, 15L, 13L, 11L, 9L, 7L, 5L, 3L, 1L);
    }

    private static Entry marker(String key) {
      return new Entry(
          2,
          new Listed(Key.of(key), Kind.DELETE_MARKER, "v2", false, 0, null, null, null),
          new NoAttributes(),
          null,
          null,
          List.of());
    }

    @Test
    void withoutVersionsAMarkerIsALossOfTheWholeEntry() {
      target.prepare(plainSource(), Creation.ALLOWED);
      Entry old =
          new Entry(
              2,
              new Listed(Key.of("a"), Kind.OBJECT, "v2", false, 1, null, null, null),
              new NoAttributes(),
              content(Key.of("a"), 1),
              null,
              List.of());

      assertThat(target.losses(old)).extracting(Loss::what).contains("version");
    }

    @Test
    void aMultipartObjectHasTheSameEtagAgain() throws Exception {
      target.prepare(plainSource(), Creation.ALLOWED);
      Entry entry = multipart("multi", 5 << 20, 5 << 20, 17);
      assertThat(names(target.losses(entry))).doesNotContain(AttributeName.ETAG);

      ObjectTarget.Written written = put(entry);

      assertThat(written.etag()).isEqualTo(entry.listed().etag());
      assertThat(list().getFirst().etag()).isEqualTo(entry.listed().etag());
      assertThat(attributes(list().getFirst()).parts())
          .extracting(Part::sizeBytes)
          .isIn(List.of(5L << 20, 5L << 20, 17L), List.of());
      assertThat(read(list().getFirst())).isEqualTo(bytes(entry.key(), (10 << 20) + 17));
    }

    @Test
    void unevenPartsKeepTheirBoundaries() {
      target.prepare(plainSource(), Creation.ALLOWED);
      Entry entry = multipart("uneven", 5 << 20, 6 << 20, 17);

      boolean foretold = names(target.losses(entry)).contains(AttributeName.ETAG);

      assertThat(Objects.equals(put(entry).etag(), entry.listed().etag())).isEqualTo(!foretold);
    }

    @Test
    void anUploadThatAKillLeftIsAborted() {
      S3Address address = host.bucket("s3target-upload");
      try (S3Client client = S3Clients.open(address);
          S3Target bucket = new S3Target(address)) {
        for (String key : List.of("multi %41", "multi %41 other")) {
          client.createMultipartUpload(r -> r.bucket(address.bucket()).key(key));
        }
        bucket.prepare(plainSource(), Creation.FORBIDDEN);
        Entry entry = multipart("multi %41", 5 << 20, 17);
        bucket.write(entry, () -> new ByteArrayInputStream(bytes(entry.key(), (5 << 20) + 17)));

        assertThat(uploads(client, address, "multi %41 other")).containsExactly("multi %41 other");
        assertThat(uploads(client, address, "multi %41")).doesNotContain("multi %41");
      }
    }

    private static List<String> uploads(S3Client client, S3Address address, String prefix) {
      return client
          .listMultipartUploads(r -> r.bucket(address.bucket()).prefix(prefix))
          .uploads()
          .stream()
          .map(MultipartUpload::key)
          .toList();
    }

    @Test
    void partsBelowTheHostsMinimumAreReplacedAndThatIsForetold() throws Exception {
      target.prepare(plainSource(), Creation.ALLOWED);
      Entry entry = multipart("small", 1 << 20, 1 << 20, 17);

      boolean foretold = names(target.losses(entry)).contains(AttributeName.ETAG);
      ObjectTarget.Written written = put(entry);

      assertThat(written.losses()).isEmpty();
      assertThat(Objects.equals(written.etag(), entry.listed().etag())).isEqualTo(!foretold);
      assertThat(foretold).isTrue();
      assertThat(read(list().getFirst())).isEqualTo(bytes(entry.key(), (2 << 20) + 17));
    }

    private static Entry multipart(String name, int... sizes) {
      Key key = Key.of(name);
      int total = Arrays.stream(sizes).sum();
      byte[] bytes = bytes(key, total);
      List<Part> parts = new ArrayList<>();
      Algorithm.Running ofAll = Algorithm.MD5.start();
      int offset = 0;
      for (int size : sizes) {
        Algorithm.Running running = Algorithm.MD5.start();
        running.update(bytes, offset, size);
        byte[] md5 = running.finish();
        ofAll.update(md5, 0, md5.length);
        parts.add(new Part(parts.size() + 1, size, HexFormat.of().formatHex(md5)));
        offset += size;
      }
      String etag = HexFormat.of().formatHex(ofAll.finish()) + "-" + sizes.length;
      ObjectAttributes attributes =
          new ObjectAttributes(
              new TreeMap<>(Map.of("content-type", "text/plain")),
              List.of(),
              List.of(),
              null,
              new TreeMap<>(),
              null,
              parts,
              null,
              null,
              null,
              null,
              new TreeMap<>());
      return new Entry(
          1,
          new Listed(key, Kind.OBJECT, null, true, total, null, etag, null),
          attributes,
          new Content(
              total,
              Sha256.of(bytes),
              SourceProof.ETAG_MULTIPART,
              new Content.Member("v", "m", 0, 0)),
          null,
          List.of());
    }

    @Test
    void aFileTreeComesBackWithItsFolders() {
      target.prepare(
          new SourceDescription("files", "/srv", new TreeMap<>(), List.of()), Creation.ALLOWED);
      Entry folder = file("dir/", Kind.FOLDER, null);
      Entry file = file("dir/file", Kind.OBJECT, content(Key.of("dir/file"), 7));
      Entry link = file("link", Kind.LINK, null);

      target.write(folder, InputStreams::none);
      put(file);

      assertThat(target.losses(link)).anyMatch(Loss::isOfWholeEntry);
      assertThat(list()).extracting(Listed::kind).containsExactly(Kind.FOLDER, Kind.OBJECT);
      assertThat(list()).extracting(Listed::key).containsExactly(folder.key(), file.key());
      assertThat(texts(attributes(list().getLast())))
          .containsEntry("mode", "640")
          .containsEntry("mtime", "2026-01-02T03:04:05.000000006Z");
    }

    private static Entry file(String name, Kind kind, @Nullable Content content) {
      FileAttributes attributes =
          new FileAttributes(
              0640,
              1,
              2,
              null,
              null,
              Instant.parse("2026-01-02T03:04:05.000000006Z"),
              null,
              new TreeMap<>(),
              null,
              List.of(),
              null);
      long size = content == null ? 0 : content.sizeBytes();
      return new Entry(
          1,
          new Listed(Key.of(name), kind, null, true, size, null, null, null),
          attributes,
          content,
          null,
          List.of());
    }

    @Test
    void harmlessConfigurationIsAppliedAndTheRestIsTold() {
      target.prepare(plainSource(), Creation.ALLOWED);
      SortedMap<String, Answer> answers = new TreeMap<>();
      answers.put(
          "tags",
          new Answer.Present(
              "<Tagging xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><TagSet><Tag>"
                  + "<Key>team</Key><Value>a&amp;b</Value></Tag></TagSet></Tagging>",
              "{}"));
      answers.put("policy", new Answer.Present("{\"Statement\":[]}", "{}"));
      answers.put("notification", new Answer.Present("<NotificationConfiguration/>", "{}"));

      List<Loss> losses = target.applyConfiguration(sourceSaying(answers));

      assertThat(losses).extracting(Loss::what).contains("policy").doesNotContain("notification");
      assertThat(losses)
          .filteredOn(loss -> loss.what().equals("policy"))
          .allMatch(loss -> loss.reason().startsWith("not applied on purpose"));
      boolean applied =
          target.describe().answers().get("tags") instanceof Answer.Present present
              && present.raw().contains("<Value>a&amp;b</Value>");
      assertThat(losses.stream().anyMatch(loss -> loss.what().equals("tags"))).isEqualTo(!applied);
    }
  }

  /// No bytes at all.
  static final class InputStreams {
    static InputStream none() {
      return new ByteArrayInputStream("".getBytes(UTF_8));
    }

    private InputStreams() {}
  }

  @Nested
  final class S3Mock extends OnHost {
    S3Mock() {
      super(TestHost.S3MOCK);
    }

    @Override
    protected Set<String> lost() {
      return Set.of("content-type", "tags", "website-redirect");
    }
  }

  @Nested
  final class S3Proxy extends OnHost {
    S3Proxy() {
      super(TestHost.S3PROXY);
    }

    @Override
    protected Set<String> lost() {
      return Set.of("expires", "tags", "website-redirect");
    }

    @Override
    protected boolean hasTags() {
      return false;
    }

    @Override
    protected boolean keepsVersions() {
      return false;
    }
  }

  @Nested
  final class MinIO extends OnHost {
    MinIO() {
      super(TestHost.MINIO);
    }

    @Override
    protected Set<String> lost() {
      return Set.of("acl", "expires", "storage-class", "tags", "website-redirect");
    }
  }

  @Nested
  final class VersityGw extends OnHost {
    VersityGw() {
      super(TestHost.VERSITYGW);
    }

    @Override
    protected Set<String> lost() {
      return Set.of("acl", "storage-class");
    }
  }

  @Nested
  final class LocalStack extends OnHost {
    LocalStack() {
      super(TestHost.LOCALSTACK);
    }

    @Override
    protected Set<String> lost() {
      return Set.of("acl", "expires");
    }
  }
}
