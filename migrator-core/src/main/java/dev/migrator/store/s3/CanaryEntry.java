package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.model.Content;
import dev.migrator.model.Content.SourceProof;
import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Acl;
import dev.migrator.model.ObjectAttributes.Encryption;
import dev.migrator.model.ObjectAttributes.Lock;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.model.ObjectAttributes.Tag;
import dev.migrator.model.ObjectAttributes.UserMetadata;
import dev.migrator.model.Sha256;
import dev.migrator.store.ObjectTarget.Bytes;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Makes up an entry with a single attribute of note.
final class CanaryEntry {
  private static final byte[] SMALL = "migrator canary\n".getBytes(UTF_8);

  private final Key key;
  private byte[] content = SMALL;
  private final SortedMap<String, String> headers = new TreeMap<>();
  private final List<UserMetadata> userMetadata = new ArrayList<>();
  private final List<Tag> tags = new ArrayList<>();
  private final SortedMap<String, String> checksums = new TreeMap<>();
  private final List<Part> parts = new ArrayList<>();
  private @Nullable Acl acl;
  private @Nullable String checksumType;
  private @Nullable String storageClass;
  private @Nullable Encryption encryption;
  private @Nullable Lock lock;
  private @Nullable String websiteRedirect;

  CanaryEntry(String key) {
    this.key = Key.of(key);
    headers.put("content-type", "text/plain");
  }

  CanaryEntry empty() {
    content = new byte[0];
    return this;
  }

  CanaryEntry header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  CanaryEntry userMetadata(String name, String text) {
    userMetadata.add(new UserMetadata(name, Key.of(text), text));
    return this;
  }

  CanaryEntry tag(String name, String value) {
    tags.add(new Tag(name, value));
    return this;
  }

  CanaryEntry acl(Acl value) {
    acl = value;
    return this;
  }

  CanaryEntry storageClass(String value) {
    storageClass = value;
    return this;
  }

  CanaryEntry encryption(String type) {
    encryption = new Encryption(type, null, null);
    return this;
  }

  CanaryEntry lock(Lock value) {
    lock = value;
    return this;
  }

  CanaryEntry websiteRedirect(String value) {
    websiteRedirect = value;
    return this;
  }

  CanaryEntry checksum(Algorithm algorithm) {
    checksums.put(algorithm.name(), base64(digest(algorithm, content, 0, content.length)));
    checksumType = "FULL_OBJECT";
    return this;
  }

  /// @param sizes of the parts; the content is zeros of that length
  CanaryEntry parts(int... sizes) {
    int offset = 0;
    content = new byte[Arrays.stream(sizes).sum()];
    for (int sizeBytes : sizes) {
      byte[] md5 = digest(Algorithm.MD5, content, offset, sizeBytes);
      parts.add(new Part(parts.size() + 1, sizeBytes, HexFormat.of().formatHex(md5)));
      offset += sizeBytes;
    }
    return this;
  }

  /// Of the parts given before.
  CanaryEntry checksumOfParts(Algorithm algorithm) {
    Algorithm.Running ofAll = algorithm.start();
    int offset = 0;
    for (Part part : parts) {
      byte[] ofPart = digest(algorithm, content, offset, (int) part.sizeBytes());
      ofAll.update(ofPart, 0, ofPart.length);
      offset += (int) part.sizeBytes();
    }
    checksums.put(algorithm.name(), base64(ofAll.finish()) + "-" + parts.size());
    checksumType = "COMPOSITE";
    return this;
  }

  /// The ETag of AWS's form.
  String etag() {
    Algorithm.Running md5 = Algorithm.MD5.start();
    if (parts.isEmpty()) {
      md5.update(content, 0, content.length);
      return HexFormat.of().formatHex(md5.finish());
    }
    for (Part part : parts) {
      byte[] ofPart = HexFormat.of().parseHex(Objects.requireNonNull(part.md5()));
      md5.update(ofPart, 0, ofPart.length);
    }
    return HexFormat.of().formatHex(md5.finish()) + "-" + parts.size();
  }

  SortedMap<String, String> checksums() {
    return new TreeMap<>(checksums);
  }

  private static byte[] digest(Algorithm algorithm, byte[] bytes, int offset, int length) {
    Algorithm.Running running = algorithm.start();
    running.update(bytes, offset, length);
    return running.finish();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  Bytes bytes() {
    byte[] bytes = content;
    return () -> new ByteArrayInputStream(bytes);
  }

  Entry entry() {
    ObjectAttributes attributes =
        new ObjectAttributes(
            headers,
            userMetadata,
            tags,
            acl,
            checksums,
            checksumType,
            parts,
            storageClass,
            encryption,
            lock,
            websiteRedirect,
            new TreeMap<>());
    return new Entry(
        0,
        new Listed(key, Kind.OBJECT, null, true, content.length, null, null, null),
        attributes,
        new Content(
            content.length, Sha256.of(content), SourceProof.NONE, new Content.Member("", "", 0, 0)),
        null,
        List.of());
  }
}
