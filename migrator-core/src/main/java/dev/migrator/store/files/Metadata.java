package dev.migrator.store.files;

import dev.migrator.model.Entry;
import dev.migrator.model.Listed;
import dev.migrator.model.ObjectAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One line of `metadata.ndjson`: what an object store said of an object and a file cannot hold.
/// What was not there is left out.
final class Metadata {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private Metadata() {}

  /// The ordinal comes first.
  static String line(Entry entry, ObjectAttributes attributes) {
    Metadata metadata = new Metadata();
    metadata.addListed(entry.ordinal(), entry.listed());
    metadata.add(attributes);
    return Json.value(metadata.fields);
  }

  private void addListed(long ordinal, Listed listed) {
    put("ordinal", ordinal);
    put("key", listed.key().text());
    put("keyPercentEncoded", listed.key().isText() ? null : listed.key().percentEncoded());
    put("versionId", listed.versionId());
    put("latest", listed.latest());
    put("sizeBytes", listed.sizeBytes());
    put("modified", listed.modified());
    put("etag", listed.etag());
  }

  private void add(ObjectAttributes attributes) {
    put("headers", attributes.headers());
    put("userMetadata", attributes.userMetadata().stream().map(Metadata::userMetadata).toList());
    put("tags", attributes.tags().stream().map(Metadata::tag).toList());
    put("acl", acl(attributes.acl()));
    put("checksums", attributes.checksums());
    put("checksumType", attributes.checksumType());
    put("parts", attributes.parts().stream().map(Metadata::part).toList());
    put("storageClass", attributes.storageClass());
    put("encryption", encryption(attributes.encryption()));
    put("lock", lock(attributes.lock()));
    put("websiteRedirect", attributes.websiteRedirect());
    put("other", attributes.other());
  }

  private void put(String name, @Nullable Object value) {
    boolean isEmpty =
        value == null
            || (value instanceof Map<?, ?> map && map.isEmpty())
            || (value instanceof List<?> list && list.isEmpty());
    if (!isEmpty) {
      fields.put(name, value);
    }
  }

  private static Map<String, Object> userMetadata(ObjectAttributes.UserMetadata one) {
    Metadata metadata = new Metadata();
    metadata.put("name", one.name());
    metadata.put("value", one.text());
    metadata.put("rawPercentEncoded", one.raw().percentEncoded());
    return metadata.fields;
  }

  private static Map<String, Object> tag(ObjectAttributes.Tag tag) {
    Metadata metadata = new Metadata();
    metadata.put("key", tag.key());
    metadata.put("value", tag.value());
    return metadata.fields;
  }

  private static @Nullable Object acl(ObjectAttributes.@Nullable Acl acl) {
    if (acl == null) {
      return null;
    }
    Metadata metadata = new Metadata();
    metadata.put("owner", acl.owner());
    metadata.put("grants", acl.grants().stream().map(Metadata::grant).toList());
    return metadata.fields;
  }

  private static Map<String, Object> grant(ObjectAttributes.Grant grant) {
    Metadata metadata = new Metadata();
    metadata.put("granteeType", grant.granteeType());
    metadata.put("grantee", grant.grantee());
    metadata.put("permission", grant.permission());
    return metadata.fields;
  }

  private static Map<String, Object> part(ObjectAttributes.Part part) {
    Metadata metadata = new Metadata();
    metadata.put("number", part.number());
    metadata.put("sizeBytes", part.sizeBytes());
    metadata.put("md5", part.md5());
    return metadata.fields;
  }

  private static @Nullable Object encryption(ObjectAttributes.@Nullable Encryption encryption) {
    if (encryption == null) {
      return null;
    }
    Metadata metadata = new Metadata();
    metadata.put("type", encryption.type());
    metadata.put("keyId", encryption.keyId());
    metadata.put("bucketKey", encryption.bucketKey());
    return metadata.fields;
  }

  private static @Nullable Object lock(ObjectAttributes.@Nullable Lock lock) {
    if (lock == null) {
      return null;
    }
    Metadata metadata = new Metadata();
    metadata.put("mode", lock.mode());
    metadata.put("retainUntil", lock.retainUntil());
    metadata.put("legalHold", lock.legalHold());
    return metadata.fields;
  }
}
