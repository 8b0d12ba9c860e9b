package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// An attribute that is part of a key.
///
/// @param type `S`, `N` or `B`
/// @param role `HASH` or `RANGE`
record KeyAttribute(String name, String type, String role) {
  private static final int LONGEST_PARTITION_KEY = 2048;
  private static final int LONGEST_SORT_KEY = 1024;

  boolean isPartition() {
    return role.equals("HASH");
  }

  ObjectNode schemaElement() {
    return Json.object().put("AttributeName", name).put("KeyType", role);
  }

  boolean fits(JsonNode value) {
    return value.has(type);
  }

  boolean isEmpty(JsonNode value) {
    return value.get(type).textValue().isEmpty();
  }

  /// `string` or `binary`, as refusals say it.
  String word() {
    return type.equals("B") ? "binary" : "string";
  }

  /// @throws Refusal if the value is empty or too long for a primary key
  Scalar scalar(JsonNode value) {
    String content = value.get(type).textValue();
    if (content.isEmpty()) {
      throw Refusal.validation(
          ("One or more parameter values are not valid. The AttributeValue for a key attribute"
                  + " cannot contain an empty %s value. Key: %s")
              .formatted(word(), name));
    }
    int size =
        switch (type) {
          case "S" -> Sizes.ofText(content);
          case "B" -> Sizes.ofBinary(content);
          default -> 0;
        };
    if (isPartition() && size > LONGEST_PARTITION_KEY) {
      throw Refusal.invalid("Size of hashkey has exceeded the maximum size limit of2048 bytes");
    }
    if (!isPartition() && size > LONGEST_SORT_KEY) {
      throw Refusal.invalid(
          "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
    }
    return Scalar.of(type, content);
  }
}
