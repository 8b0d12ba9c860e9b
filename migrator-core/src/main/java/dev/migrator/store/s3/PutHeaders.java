package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.model.Entry;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.FileMetadata;
import dev.migrator.model.Key;
import dev.migrator.model.NoAttributes;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Tag;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The headers with which an object is written so that it has its attributes from the start. What
/// the host is known not to hold is left out.
final class PutHeaders {
  private static final String USER = "x-amz-meta-";

  private final TargetProfile profile;
  private final SortedMap<String, String> headers = new TreeMap<>();

  private PutHeaders(TargetProfile profile) {
    this.profile = profile;
  }

  /// @return names in lower case; without checksums, which depend on how the bytes are sent
  static SortedMap<String, String> of(Entry entry, TargetProfile profile) {
    PutHeaders put = new PutHeaders(profile);
    switch (entry.attributes()) {
      case ObjectAttributes object -> put.addObject(object);
      case FileAttributes file -> put.addFile(file);
      case NoAttributes _ -> {}
    }
    return put.headers;
  }

  private void addObject(ObjectAttributes object) {
    object.headers().forEach(this::addSystem);
    object.userMetadata().forEach(this::addUser);
    List<Tag> tags = profile.heldTags(object);
    if (!tags.isEmpty()) {
      addIfHeld(Feature.TAG_HEADER, "x-amz-tagging", tagging(tags));
    }
    String storageClass = object.storageClass();
    if (storageClass != null && !storageClass.equals("STANDARD")) {
      addIfHeld(Needs.ofStorageClass(storageClass), "x-amz-storage-class", storageClass);
    }
    if (object.encryption() != null && object.encryption().type().equals("AES256")) {
      addIfHeld(Feature.SSE_S3, "x-amz-server-side-encryption", "AES256");
    }
    if (object.websiteRedirect() != null) {
      addIfHeld(Feature.REDIRECT, "x-amz-website-redirect-location", object.websiteRedirect());
    }
  }

  private void addSystem(String name, String value) {
    if (MetadataText.isAscii(value)) {
      addIfHeld(Feature.ofHeader(name, value), name, value);
    }
  }

  /// A name that is there twice becomes one header, as S3 itself does it.
  private void addUser(ObjectAttributes.UserMetadata one) {
    boolean plain = MetadataText.isAscii(one.raw());
    if (profile.holds(plain ? Feature.USER_METADATA : Feature.TEXT_METADATA)) {
      headers.merge(
          USER + one.name().toLowerCase(Locale.ROOT),
          MetadataText.headerValue(one),
          (first, second) -> first + "," + second);
    }
  }

  private void addIfHeld(Feature feature, String name, String value) {
    if (profile.holds(feature)) {
      headers.put(name, value);
    }
  }

  private static String tagging(List<Tag> tags) {
    return tags.stream()
        .map(tag -> encode(tag.key()) + "=" + encode(tag.value()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return Key.ofBytes(text.getBytes(UTF_8)).percentEncoded().replace("/", "%2F");
  }

  private void addFile(FileAttributes file) {
    if (profile.holds(Feature.USER_METADATA)) {
      FileMetadata.of(file).forEach((name, value) -> headers.put(USER + name, value));
    }
  }
}
