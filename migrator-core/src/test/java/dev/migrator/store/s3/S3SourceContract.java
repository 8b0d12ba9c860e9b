package dev.migrator.store.s3;

import static dev.migrator.store.Powers.need;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.model.ObjectAttributes.Tag;
import dev.migrator.model.SourceDescription;
import dev.migrator.model.SourceDescription.Answer;
import dev.migrator.sandbox.hostile.HostileS3;
import dev.migrator.store.ContentCheck;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectSource;
import dev.migrator.store.ObjectSourceContract;
import dev.migrator.store.StoreAddress.S3Address;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// What an S3 host's bucket must give, beyond what every source must.
@SuppressWarnings("NullAway.Init") // createStore() comes first
abstract class S3SourceContract extends ObjectSourceContract {
  /// Small, so that few objects make several pages.
  private static final int PAGE_KEYS = 20;

  private String bucket = "";
  private S3Client client;

  /// A host to test on.
  record Host(URI endpoint, String accessKeyId, String secretAccessKey) {
    S3Address bucket(String bucket, String prefix) {
      return new S3Address(
          bucket,
          "us-east-1",
          endpoint,
          true,
          Key.of(prefix),
          true,
          new StaticCredentials(accessKeyId, secretAccessKey, null));
    }
  }

  abstract Host host();

  /// Whether the host has versioning.
  boolean hasVersions() {
    return true;
  }

  boolean hasTags() {
    return true;
  }

  /// Whether the host undoes the encoding of tags that come with an object.
  boolean decodesTags() {
    return true;
  }

  /// Whether an object stays as version `null` when it is overwritten under versioning.
  boolean keepsNullVersions() {
    return true;
  }

  /// Whether a delete marker's place among versions of nearly the same time can be told.
  boolean ordersDeleteMarkers() {
    return true;
  }

  /// Whether the versions of one key may be more than a page.
  boolean listsMoreVersionsThanAPage() {
    return true;
  }

  /// Whether the host is known to tell with each object how many tags it has: untagged ones need
  /// not be asked.
  boolean isKnownToCountTags() {
    return false;
  }

  /// Whether a page of versions is no larger than was asked for.
  boolean heedsMaxKeys() {
    return true;
  }

  /// Whether an object's ACL is known to tell nothing that the bucket does not.
  boolean hasNoObjectAcls() {
    return false;
  }

  /// Whether the sizes of an object's parts can be asked.
  boolean tellsParts() {
    return true;
  }

  /// Whether checksums sent with an object are given back.
  boolean tellsChecksums() {
    return true;
  }

  /// Whether user metadata that is not ASCII is given back, in one form or another.
  boolean holdsNonAsciiMetadata() {
    return true;
  }

  /// System headers that the host loses or alters.
  List<String> lostHeaders() {
    return List.of();
  }

  @Override
  protected final void createStore() {
    Host host = host();
    bucket = "s3-contract-" + UUID.randomUUID();
    client = S3Clients.open(host.bucket(bucket, ""));
    client.createBucket(r -> r.bucket(bucket));
  }

  @AfterEach
  final void closeClient() {
    if (client != null) { // null where the host is not there
      client.close();
    }
  }

  @Override
  protected final ObjectSource openSource() {
    return new S3Source(host().bucket(bucket, ""), PAGE_KEYS);
  }

  @Override
  protected final void put(String key, byte[] content) {
    client.putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(content));
  }

  @Override
  protected final void delete(String key) {
    client.deleteObject(r -> r.bucket(bucket).key(key));
  }

  private void turnVersioningOn() {
    client.putBucketVersioning(r ->
        r.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
  }

  @Test
  void aFlatBucketIsSplitEvenly() {
    IntStream.range(0, 400)
        .parallel()
        .forEach(i -> put("flat-%05d".formatted(i * 37), new byte[0]));
    List<KeyRange> pieces = source().split(KeyRange.ALL, 4);
    if (!heedsMaxKeys()) {
      assertThat(pieces.stream().flatMap(piece -> list(piece).stream())).hasSize(400);
      return;
    }
    assertThat(pieces).hasSize(4);
    assertThat(pieces).allSatisfy(p -> assertThat(list(p)).hasSizeBetween(50, 200));
  }

  @Test
  void versionsAndDeleteMarkersComeNewestFirst() throws Exception {
    need(hasVersions(), "the host has no versions");
    if (keepsNullVersions()) {
      put("before", "unversioned".getBytes(UTF_8));
    }
    turnVersioningOn();
    put("key", "one".getBytes(UTF_8));
    delete("key");
    put("key", "two".getBytes(UTF_8));
    put("key", "three".getBytes(UTF_8));
    delete("key");
    put("other", "x".getBytes(UTF_8));
    put("before", "versioned".getBytes(UTF_8));

    List<Listed> entries = list(KeyRange.ALL);
    List<String> contents = new ArrayList<>();
    for (Listed entry : entries) {
      contents.add(
          entry.key()
              + (entry.latest() ? " latest " : " ")
              + (entry.kind() == Kind.OBJECT
                  ? new String(readWhole(entry), UTF_8)
                  : entry.kind().toString()));
    }
    List<String> expected =
        new ArrayList<>(
            List.of(
                "before latest versioned",
                "key latest DELETE_MARKER",
                "key three",
                "key two",
                "key DELETE_MARKER",
                "key one",
                "other latest x"));
    if (keepsNullVersions()) {
      expected.add(1, "before unversioned");
      assertThat(entries.get(1).versionId()).isEqualTo("null");
    }
    if (ordersDeleteMarkers()) {
      assertThat(contents).containsExactlyElementsOf(expected);
    } else {
      assertThat(contents).containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(entries).extracting(Listed::versionId).doesNotContainNull();
  }

  @Test
  void aVersionThatWasListedIsReadAlthoughItWasOverwritten() throws Exception {
    need(hasVersions(), "the host has no versions");
    turnVersioningOn();
    put("key", pattern(1000));
    Listed listed = list(KeyRange.ALL).getFirst();
    put("key", new byte[1000]);
    delete("key");
    assertThat(readWhole(listed)).isEqualTo(pattern(1000));
  }

  @Test
  void moreVersionsThanAPageHoldsAreListed() {
    need(hasVersions() && listsMoreVersionsThanAPage(), "the host lists fewer");
    turnVersioningOn();
    for (int i = 0; i < 50; i++) {
      put("key", new byte[] {1});
    }
    put("last", new byte[0]);
    List<Listed> entries = list(KeyRange.ALL);
    assertThat(entries).hasSize(51).extracting(Listed::versionId).doesNotHaveDuplicates();
    assertThat(source().split(KeyRange.ALL, 3)).hasSizeBetween(1, 3);
  }

  @Test
  void systemHeadersAreVerbatim() throws Exception {
    Map<String, String> headers =
        Map.of(
            "content-type",
            "text/plain; charset=utf-8",
            "cache-control",
            "max-age=60, private",
            "content-disposition",
            "attachment; filename=\"a b.txt\"",
            "content-encoding",
            "gzip",
            "content-language",
            "de-CH",
            "expires",
            "Thu, 01 Dec 2033 16:00:00 GMT");
    client.putObject(
        r ->
            r.bucket(bucket)
                .key("object")
                .overrideConfiguration(c -> headers.forEach(c::putHeader)),
        RequestBody.fromString("not gzip"));
    ObjectAttributes attributes = attributes("object");
    headers.forEach((name, value) -> {
      if (!lostHeaders().contains(name)) {
        assertThat(attributes.headers()).containsEntry(name, value);
      }
    });
    assertThat(readWhole(list(KeyRange.ALL).getFirst())).isEqualTo("not gzip".getBytes(UTF_8));
  }

  @Test
  void headersOfAHeadAreThoseOfTheGet() throws Exception {
    client.putObject(
        r -> r.bucket(bucket).key("object").contentEncoding("gzip").metadata(Map.of("a", "b")),
        RequestBody.fromString("body"));
    Listed listed = list(KeyRange.ALL).getFirst();
    try (ObjectReader byHead = source().read(listed);
        ObjectReader byGet = source().read(listed)) {
      read(byGet, new ByteRange(0, 4));
      assertThat(byHead.attributes()).isEqualTo(byGet.attributes());
    }
  }

  @Test
  void userMetadataComesBack() throws Exception {
    client.putObject(
        r ->
            r.bucket(bucket)
                .key("object")
                .metadata(Map.of("colour", "green", "encoded", "=?UTF-8?B?Y2Fmw6k=?=")),
        RequestBody.fromString("x"));
    assertThat(attributes("object").userMetadata())
        .filteredOn(m -> m.name().equals("colour"))
        .singleElement()
        .satisfies(m -> assertThat(m.text()).isEqualTo("green"));
    assertThat(attributes("object").userMetadata())
        .filteredOn(m -> m.name().equals("encoded"))
        .singleElement()
        .satisfies(m -> assertThat(m.text()).isEqualTo("caf\u00E9"));
  }

  @Test
  void userMetadataOfRawUtf8ComesBack() throws Exception {
    need(holdsNonAsciiMetadata(), "the host does not keep such metadata");
    RawPut.put(host(), "/" + bucket + "/object", "x-amz-meta-drink", "caf\u00E9");
    assertThat(attributes("object").userMetadata())
        .singleElement()
        .satisfies(m -> {
          assertThat(m.text()).isEqualTo("caf\u00E9");
          assertThat(m.raw()).isEqualTo(Key.of("caf\u00E9"));
        });
  }

  @Test
  void tagsComeWithOneRequestMore() throws Exception {
    need(hasTags(), "the host has no tags");
    client.putObject(
        r -> r.bucket(bucket).key("object").tagging("colour=green&a%20b=a%2Bb%20c"),
        RequestBody.fromString("x"));
    assertThat(attributes("object").tags())
        .containsExactlyInAnyOrder(
            new Tag("colour", "green"),
            decodesTags() ? new Tag("a b", "a+b c") : new Tag("a%20b", "a%2Bb%20c"));
  }

  @Test
  void tagsOfAFewAmongManyAreFound() throws Exception {
    need(hasTags(), "the host has no tags");
    IntStream.range(0, 70).parallel().forEach(i -> put("plain-%02d".formatted(i), new byte[1]));
    for (int i = 0; i < 70; i += 23) {
      String key = "plain-%02d".formatted(i) + "-tagged";
      client.putObject(
          r -> r.bucket(bucket).key(key).tagging("number=" + key), RequestBody.fromString("x"));
    }
    for (Listed listed : list(KeyRange.ALL)) {
      String key = listed.key().text();
      assertThat(byBytes(source(), listed).tags())
          .isEqualTo(key.endsWith("-tagged") ? List.of(new Tag("number", key)) : List.of());
    }
  }

  @Test
  void anObjectWithoutTagsCostsLittleMoreThanARequest() throws Exception {
    int count = 70;
    IntStream.range(0, count).parallel().forEach(i -> put("plain-%02d".formatted(i), new byte[1]));
    try (HostileS3 counting = HostileS3.before(new RunningHost(host()));
        S3Source source = new S3Source(RunningHost.hostOf(counting).bucket(bucket, ""))) {
      List<Listed> entries = list(KeyRange.ALL);
      assertThat(byBytes(source, entries.getFirst()).tags()).isEmpty();
      long before = counting.requests();
      for (Listed listed : entries) {
        assertThat(byBytes(source, listed).tags()).isEmpty();
      }
      long requests = counting.requests() - before;
      assertThat(requests).isLessThanOrEqualTo(isPlainCase() ? count * 11L / 10 : count * 3L);
    }
  }

  /// Whether nothing but its bytes has to be asked of a plain object.
  private boolean isPlainCase() {
    return hasNoObjectAcls() && (isKnownToCountTags() || !hasTags());
  }

  private static ObjectAttributes byBytes(ObjectSource source, Listed listed) throws Exception {
    try (ObjectReader reader = source.read(listed)) {
      read(reader, new ByteRange(0, listed.sizeBytes()));
      ObjectAttributes attributes = (ObjectAttributes) reader.attributes();
      assertThat(reader.missing()).isEmpty();
      return attributes;
    }
  }

  @Test
  void checksumsAreToldAndChecked() throws Exception {
    need(tellsChecksums(), "the host does not give checksums back");
    for (ChecksumAlgorithm algorithm :
        List.of(
            ChecksumAlgorithm.CRC32,
            ChecksumAlgorithm.CRC32_C,
            ChecksumAlgorithm.SHA1,
            ChecksumAlgorithm.SHA256)) {
      client.putObject(
          r -> r.bucket(bucket).key("object").checksumAlgorithm(algorithm),
          RequestBody.fromBytes(pattern(50_000)));
      assertThat(attributes("object").checksums()).containsKey(algorithm.toString());
      assertThat(prove(pattern(50_000))).isEqualTo(SourceProof.CHECKSUM);
    }
  }

  @Test
  void aMultipartETagIsProvenByTheParts() throws Exception {
    byte[] content = pattern((11 << 20) + 5);
    uploadInParts(content, 5 << 20, 5 << 20, (1 << 20) + 5);
    ObjectAttributes attributes = attributes("object");
    if (!tellsParts()) {
      assertThat(attributes.parts()).isEmpty();
      return;
    }
    assertThat(attributes.parts())
        .extracting(Part::sizeBytes)
        .containsExactly(5L << 20, 5L << 20, (1L << 20) + 5);
    Listed listed = list(KeyRange.ALL).getFirst();
    try (ObjectReader reader = source().read(listed)) {
      reader.attributes();
      ContentCheck check = reader.check();
      check.update(content, 0, content.length);
      assertThat(check.finish()).isIn(SourceProof.ETAG_MULTIPART, SourceProof.CHECKSUM);
    }
  }

  /// The first and the last would fit even parts.
  @Test
  void unevenPartsAreMeasuredWhenTheBytesDoNotFit() throws Exception {
    need(tellsParts(), "the host does not tell parts");
    byte[] content = pattern(19 << 20);
    uploadInParts(content, 6 << 20, 5 << 20, 7 << 20, 1 << 20);
    try {
      assertThat(prove(content)).isEqualTo(SourceProof.CHECKSUM);
    } catch (StoreException e) {
      assertThat(e.reason()).isEqualTo(Reason.BAD_BYTES);
      assertThat(e).hasMessageContaining("uneven");
      Listed listed = list(KeyRange.ALL).getFirst();
      try (ObjectReader reader = source().read(listed)) {
        assertThat(((ObjectAttributes) reader.attributes()).parts())
            .extracting(Part::sizeBytes)
            .containsExactly(6L << 20, 5L << 20, 7L << 20, 1L << 20);
        ContentCheck check = reader.check();
        check.update(content, 0, content.length);
        assertThat(check.finish()).isEqualTo(SourceProof.ETAG_MULTIPART);
        content[12 << 20] ^= 1;
        ContentCheck wrong = reader.check();
        wrong.update(content, 0, content.length);
        assertThatThrownBy(wrong::finish).hasMessageNotContaining("uneven");
      }
    }
  }

  private void uploadInParts(byte[] content, int... partBytes) {
    String upload = client.createMultipartUpload(r -> r.bucket(bucket).key("object")).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    int at = 0;
    for (int size : partBytes) {
      int number = parts.size() + 1;
      byte[] part = Arrays.copyOfRange(content, at, at + size);
      at += size;
      String etag =
          client
              .uploadPart(
                  r -> r.bucket(bucket).key("object").uploadId(upload).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }
    client.completeMultipartUpload(
        r -> r.bucket(bucket).key("object").uploadId(upload).multipartUpload(m -> m.parts(parts)));
  }

  @Test
  void onlyKeysOfThePrefixAreSeen() {
    List.of("a", "o", "p/1", "p/2", "p0", "q").forEach(key -> put(key, new byte[0]));
    try (S3Source narrow = new S3Source(host().bucket(bucket, "p/"))) {
      List<Key> keys = new ArrayList<>();
      try (var listing = narrow.list(KeyRange.ALL)) {
        for (Listed e = listing.next(); e != null; e = listing.next()) {
          keys.add(e.key());
        }
      }
      assertThat(keys)
          .contains(Key.of("p/1"), Key.of("p/2"))
          .allMatch(k -> k.startsWith(Key.of("p/")));
    }
  }

  @Test
  void everyQuestionHasAnAnswer() {
    SourceDescription description = source().describe();
    assertThat(description.kind()).isEqualTo("s3");
    assertThat(description.answers()).containsOnlyKeys(BucketQuestions.ALL.keySet());
    assertThat(description.answers().values())
        .noneMatch(a -> a instanceof Answer.Failed || a instanceof Answer.Forbidden);
  }

  private ObjectAttributes attributes(String key) {
    Listed listed =
        list(KeyRange.ALL).stream()
            .filter(e -> e.key().equals(Key.of(key)))
            .findFirst()
            .orElseThrow();
    try (ObjectReader reader = source().read(listed)) {
      ObjectAttributes attributes = (ObjectAttributes) reader.attributes();
      assertThat(reader.missing()).isEmpty();
      return attributes;
    }
  }

  private SourceProof prove(byte[] content) {
    Listed listed = list(KeyRange.ALL).getFirst();
    try (ObjectReader reader = source().read(listed)) {
      reader.attributes();
      ContentCheck check = reader.check();
      check.update(content, 0, content.length);
      return check.finish();
    }
  }
}
