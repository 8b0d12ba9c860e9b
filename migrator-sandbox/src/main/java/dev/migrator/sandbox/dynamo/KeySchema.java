package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/// The attributes of a key: of a table one to partition by and perhaps one to sort by, of an index
/// up to four of each.
record KeySchema(List<KeyAttribute> attributes) {
  static final String MISMATCH = "The provided key element does not match the schema";

  KeySchema {
    attributes = List.copyOf(attributes);
  }

  /// @param types by attribute
  static KeySchema of(List<Fields> elements, Map<String, String> types) {
    return new KeySchema(
        elements.stream()
            .map(element -> {
              String name = element.needed("AttributeName");
              return new KeyAttribute(
                  name, types.getOrDefault(name, "S"), element.needed("KeyType"));
            })
            .toList());
  }

  List<String> names() {
    return attributes.stream().map(KeyAttribute::name).toList();
  }

  ArrayNode json() {
    return Json.array(attributes.stream().map(KeyAttribute::schemaElement).toList());
  }

  /// The key that an item is kept by.
  ///
  /// @throws Refusal if the item has none
  ItemKey keyOfItem(ObjectNode item) {
    for (KeyAttribute attribute : attributes) {
      JsonNode value = item.get(attribute.name());
      if (value == null) {
        throw Refusal.invalid("Missing the key " + attribute.name() + " in the item");
      }
      if (!attribute.fits(value)) {
        throw Refusal.invalid(
            "Type mismatch for key %s expected: %s actual: %s"
                .formatted(attribute.name(), attribute.type(), Values.type(value)));
      }
    }
    return key(item);
  }

  /// Whether an item has the key, of the right types.
  boolean fits(ObjectNode item) {
    return attributes.stream().allMatch(a -> item.has(a.name()) && a.fits(item.get(a.name())));
  }

  /// The key that a request names.
  ///
  /// @throws Refusal if it is not just the key
  ItemKey keyOfRequest(ObjectNode key) {
    if (key.size() != attributes.size() || !fits(key)) {
      throw Refusal.validation(MISMATCH);
    }
    return key(key);
  }

  /// An item's key attributes, as `LastEvaluatedKey` gives them.
  ObjectNode project(ObjectNode item) {
    ObjectNode key = Json.object();
    attributes.forEach(attribute -> key.set(attribute.name(), item.get(attribute.name())));
    return key;
  }

  boolean isIn(ObjectNode item) {
    return attributes.stream().allMatch(attribute -> item.has(attribute.name()));
  }

  private ItemKey key(ObjectNode item) {
    List<Scalar> scalars = attributes.stream().map(a -> a.scalar(item.get(a.name()))).toList();
    return ItemKey.of(scalars.getFirst(), scalars.size() == 1 ? null : scalars.get(1));
  }
}
