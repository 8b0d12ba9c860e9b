package dev.migrator.sandbox.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Map;
import java.util.function.ToIntFunction;

/// Sizes in bytes by the developer guide's rules for items.
final class Sizes {
  static final int LARGEST_ITEM = 400 * 1024;
  private static final int OVERHEAD_OF_A_DOCUMENT = 3;

  private Sizes() {}

  static int ofItem(ObjectNode item) {
    int size = 0;
    for (Map.Entry<String, JsonNode> attribute : item.properties()) {
      size += ofText(attribute.getKey()) + ofValue(attribute.getValue());
    }
    return size;
  }

  static int ofText(String text) {
    return text.getBytes(UTF_8).length;
  }

  static int ofBinary(String base64) {
    return Base64.getDecoder().decode(base64).length;
  }

  private static int ofValue(JsonNode value) {
    String type = Values.type(value);
    JsonNode content = value.get(type);
    return switch (type) {
      case "S" -> ofText(content.textValue());
      case "N" -> ofNumber(content.textValue());
      case "B" -> ofBinary(content.textValue());
      case "SS" -> sum(content, element -> ofText(element.textValue()));
      case "NS" -> sum(content, element -> ofNumber(element.textValue()));
      case "BS" -> sum(content, element -> ofBinary(element.textValue()));
      case "L" -> OVERHEAD_OF_A_DOCUMENT + sum(content, element -> 1 + ofValue(element));
      case "M" -> OVERHEAD_OF_A_DOCUMENT + content.size() + ofItem((ObjectNode) content);
      default -> 1;
    };
  }

  private static int ofNumber(String text) {
    return Numbers.size(Numbers.parse(text));
  }

  private static int sum(JsonNode elements, ToIntFunction<JsonNode> size) {
    int sum = 0;
    for (JsonNode element : elements) {
      sum += size.applyAsInt(element);
    }
    return sum;
  }
}
