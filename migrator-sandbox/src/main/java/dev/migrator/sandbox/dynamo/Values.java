package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Attribute values as they come in, checked, and as they are kept: with plain numbers, and nothing
/// that DynamoDB does not know.
final class Values {
  private static final List<String> TYPES =
      List.of("S", "N", "B", "SS", "NS", "BS", "M", "L", "NULL", "BOOL");

  /// An attribute of an item is at the first.
  private static final int DEEPEST_LEVEL = 32;

  private Values() {}

  /// @throws Refusal if a value is not one that DynamoDB takes
  static ObjectNode attributes(Fields raw) {
    return attributes(raw.node(), 1);
  }

  /// One of `S`, `N`, `B`, `SS`, `NS`, `BS`, `M`, `L`, `NULL` and `BOOL`.
  static String type(JsonNode value) {
    return value.fieldNames().next();
  }

  private static ObjectNode attributes(ObjectNode raw, int level) {
    ObjectNode checked = Json.object();
    for (Map.Entry<String, JsonNode> attribute : raw.properties()) {
      encodable(attribute.getKey());
      checked.set(attribute.getKey(), value(attribute.getValue(), level));
    }
    return checked;
  }

  private static ObjectNode value(JsonNode raw, int level) {
    if (level > DEEPEST_LEVEL) {
      throw Refusal.validation(
          "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels"
              + " beyond supported limit");
    }
    Fields fields = Fields.of(raw);
    List<String> types = TYPES.stream().filter(fields::has).toList();
    if (types.isEmpty()) {
      throw Refusal.validation(
          "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    }
    if (types.size() > 1) {
      throw Refusal.validation(
          "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
              + " supported datatypes");
    }
    String type = types.getFirst();
    return Json.object(type, content(fields, type, level));
  }

  private static JsonNode content(Fields value, String type, int level) {
    return switch (type) {
      case "S" -> TextNode.valueOf(encodable(value.needed(type)));
      case "N" -> TextNode.valueOf(Numbers.plain(Numbers.parse(value.needed(type))));
      case "B" -> TextNode.valueOf(base64(value.needed(type)));
      case "BOOL" -> BooleanNode.valueOf(value.flag(type));
      case "NULL" -> isNull(value);
      case "L" -> list(value.list(type), level + 1);
      case "M" -> attributes(value.neededStructure(type).node(), level + 1);
      default -> set(value.texts(type), type);
    };
  }

  private static BooleanNode isNull(Fields value) {
    if (!value.flag("NULL")) {
      throw Refusal.invalid("Null attribute value types must have the value of true");
    }
    return BooleanNode.TRUE;
  }

  private static ArrayNode list(List<JsonNode> elements, int level) {
    ArrayNode list = Json.array();
    elements.forEach(element -> list.add(value(element, level)));
    return list;
  }

  private static ArrayNode set(List<String> elements, String type) {
    if (elements.isEmpty()) {
      throw Refusal.invalid(
          switch (type) {
            case "SS" -> "An string set  may not be empty";
            case "NS" -> "An number set  may not be empty";
            default -> "Binary sets should not be empty";
          });
    }
    List<String> checked = elements.stream().map(element -> element(element, type)).toList();
    Set<String> different = new HashSet<>(checked);
    if (different.size() < checked.size()) {
      throw duplicates(elements, type);
    }
    return Json.texts(checked);
  }

  private static String element(String element, String type) {
    return switch (type) {
      case "SS" -> encodable(element);
      case "NS" -> Numbers.plain(Numbers.parse(element));
      default -> base64(element);
    };
  }

  private static Refusal duplicates(List<String> elements, String type) {
    return switch (type) {
      case "SS" -> Refusal.invalid("Input collection " + elements + " contains duplicates.");
      case "NS" -> Refusal.validation("Input collection contains duplicates");
      default ->
          Refusal.invalid("Input collection " + elements + "of type BS contains duplicates.");
    };
  }

  private static String base64(String text) {
    if (text.length() % 4 != 0) {
      throw Refusal.serialization(
          "Base64 encoded length is expected a multiple of 4 bytes but found: " + text.length());
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      throw Refusal.serialization("Invalid Base64 character detected");
    }
    throw Refusal.serialization("Invalid last non-pad Base64 character dectected");
  }

  /// Half of a surrogate pair has no UTF-8.
  private static String encodable(String text) {
    for (int index = 0; index < text.length(); index++) {
      if (Character.isSurrogate(text.charAt(index))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(index))) {
          throw Refusal.serialization("Unpaired surrogate in a string");
        }
        index++;
      }
    }
    return text;
  }
}
