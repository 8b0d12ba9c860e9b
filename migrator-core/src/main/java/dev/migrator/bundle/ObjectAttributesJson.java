package dev.migrator.bundle;

import static dev.migrator.bundle.EntryJson.putText;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.model.ObjectAttributes;
import dev.migrator.model.ObjectAttributes.Acl;
import dev.migrator.model.ObjectAttributes.Encryption;
import dev.migrator.model.ObjectAttributes.Grant;
import dev.migrator.model.ObjectAttributes.Lock;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.model.ObjectAttributes.Tag;
import dev.migrator.model.ObjectAttributes.UserMetadata;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Attributes of an object within an index line. `headers` says that they are there.
final class ObjectAttributesJson {
  private ObjectAttributesJson() {}

  static void put(ObjectNode line, ObjectAttributes object) {
    object.headers().forEach(line.putObject("headers")::put);
    putUserMetadata(line, object);
    putTags(line, object);
    putAcl(line, object.acl());
    putMap(line, "checksums", object.checksums());
    putText(line, "checksumType", object.checksumType());
    putParts(line, object);
    putText(line, "storageClassRead", object.storageClass());
    putEncryption(line, object.encryption());
    putLock(line, object.lock());
    putText(line, "websiteRedirect", object.websiteRedirect());
    putMap(line, "other", object.other());
  }

  private static void putUserMetadata(ObjectNode line, ObjectAttributes object) {
    if (!object.userMetadata().isEmpty()) {
      ArrayNode array = line.putArray("userMetadata");
      for (UserMetadata header : object.userMetadata()) {
        array
            .addObject()
            .put("name", header.name())
            .put("rawB64", EntryJson.base64(header.raw()))
            .put("text", header.text());
      }
    }
  }

  private static void putTags(ObjectNode line, ObjectAttributes object) {
    if (!object.tags().isEmpty()) {
      ArrayNode array = line.putArray("tags");
      object.tags().forEach(tag -> array.addObject().put("k", tag.key()).put("v", tag.value()));
    }
  }

  private static void putAcl(ObjectNode line, @Nullable Acl acl) {
    if (acl == null) {
      return;
    }
    ObjectNode node = line.putObject("acl");
    putText(node, "owner", acl.owner());
    ArrayNode grants = node.putArray("grants");
    for (Grant grant : acl.grants()) {
      grants
          .addObject()
          .put("type", grant.granteeType())
          .put("grantee", grant.grantee())
          .put("permission", grant.permission());
    }
  }

  private static void putParts(ObjectNode line, ObjectAttributes object) {
    if (!object.parts().isEmpty()) {
      ArrayNode array = line.putArray("parts");
      for (Part part : object.parts()) {
        ObjectNode node = array.addObject().put("n", part.number()).put("size", part.sizeBytes());
        putText(node, "md5", part.md5());
      }
    }
  }

  private static void putEncryption(ObjectNode line, @Nullable Encryption encryption) {
    if (encryption != null) {
      ObjectNode node = line.putObject("sse").put("type", encryption.type());
      putText(node, "keyId", encryption.keyId());
      putText(node, "bucketKey", encryption.bucketKey());
    }
  }

  private static void putLock(ObjectNode line, @Nullable Lock lock) {
    if (lock != null) {
      ObjectNode node = line.putObject("lock");
      putText(node, "mode", lock.mode());
      putText(node, "until", lock.retainUntil());
      putText(node, "legalHold", lock.legalHold());
    }
  }

  private static void putMap(ObjectNode line, String name, SortedMap<String, String> map) {
    if (!map.isEmpty()) {
      map.forEach(line.putObject(name)::put);
    }
  }

  static ObjectAttributes parse(JsonNode line) {
    return new ObjectAttributes(
        map(line, "headers"),
        Json.list(line, "userMetadata", ObjectAttributesJson::userMetadata),
        Json.list(line, "tags", tag -> new Tag(Json.string(tag, "k"), Json.string(tag, "v"))),
        Json.has(line, "acl") ? acl(Json.get(line, "acl")) : null,
        map(line, "checksums"),
        Json.stringOrNull(line, "checksumType"),
        Json.list(line, "parts", ObjectAttributesJson::part),
        Json.stringOrNull(line, "storageClassRead"),
        Json.has(line, "sse") ? encryption(Json.get(line, "sse")) : null,
        Json.has(line, "lock") ? lock(Json.get(line, "lock")) : null,
        Json.stringOrNull(line, "websiteRedirect"),
        map(line, "other"));
  }

  private static UserMetadata userMetadata(JsonNode node) {
    return new UserMetadata(
        Json.string(node, "name"),
        EntryJson.ofBase64(Json.string(node, "rawB64")),
        Json.string(node, "text"));
  }

  private static Acl acl(JsonNode node) {
    return new Acl(
        Json.stringOrNull(node, "owner"),
        Json.list(
            node,
            "grants",
            grant ->
                new Grant(
                    Json.string(grant, "type"),
                    Json.string(grant, "grantee"),
                    Json.string(grant, "permission"))));
  }

  private static Part part(JsonNode node) {
    return new Part(
        Json.smallNumber(node, "n"), Json.number(node, "size"), Json.stringOrNull(node, "md5"));
  }

  private static Encryption encryption(JsonNode node) {
    return new Encryption(
        Json.string(node, "type"),
        Json.stringOrNull(node, "keyId"),
        Json.stringOrNull(node, "bucketKey"));
  }

  private static Lock lock(JsonNode node) {
    return new Lock(
        Json.stringOrNull(node, "mode"),
        Json.stringOrNull(node, "until"),
        Json.stringOrNull(node, "legalHold"));
  }

  private static SortedMap<String, String> map(JsonNode line, String name) {
    SortedMap<String, String> map = new TreeMap<>();
    if (Json.has(line, name)) {
      Json.get(line, name)
          .properties()
          .forEach(field -> map.put(field.getKey(), Json.textOf(field.getValue())));
    }
    return map;
  }
}
