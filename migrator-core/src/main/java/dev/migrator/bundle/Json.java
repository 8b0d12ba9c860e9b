package dev.migrator.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// JSON as format MP1 reads it: no duplicate names, bounded depth, length and numbers, nothing
/// after the document. What is missing or of another type is an `IllegalArgumentException`; names
/// that are not known are passed over.
final class Json {
  static final int MAX_LINE_BYTES = 16 << 20;
  private static final int MAX_DEPTH = 32;
  private static final int MAX_NUMBER = 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER)
                          .maxStringLength(MAX_LINE_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not text that can be written: " + e.getMessage(), e);
    }
  }

  static String text(JsonNode node) {
    return new String(bytes(node), java.nio.charset.StandardCharsets.UTF_8);
  }

  static JsonNode parse(byte[] bytes, int offset, int length) {
    try {
      JsonNode node = MAPPER.readTree(bytes, offset, length);
      if (!node.isObject()) {
        throw new IllegalArgumentException("not a JSON object");
      }
      return node;
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + firstLine(e), e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  static boolean has(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value != null && !value.isNull();
  }

  static JsonNode get(JsonNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return value;
  }

  static String string(JsonNode node, String name) {
    JsonNode value = get(node, name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " is no text");
    }
    return value.textValue();
  }

  static @Nullable String stringOrNull(JsonNode node, String name) {
    return has(node, name) ? string(node, name) : null;
  }

  static long number(JsonNode node, String name) {
    JsonNode value = get(node, name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw new IllegalArgumentException(name + " is no number from 0 to 2^63-1");
    }
    return value.longValue();
  }

  static int smallNumber(JsonNode node, String name) {
    long value = number(node, name);
    if (value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(name + " is above 2^31-1");
    }
    return (int) value;
  }

  static boolean flag(JsonNode node, String name) {
    JsonNode value = get(node, name);
    if (!value.isBoolean()) {
      throw new IllegalArgumentException(name + " is neither true nor false");
    }
    return value.booleanValue();
  }

  /// Elements of an array; none where the name is missing.
  static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> element) {
    if (!has(node, name)) {
      return List.of();
    }
    if (!get(node, name).isArray()) {
      throw new IllegalArgumentException(name + " is no array");
    }
    List<T> list = new ArrayList<>();
    get(node, name).forEach(item -> list.add(element.apply(item)));
    return List.copyOf(list);
  }

  /// @throws IllegalArgumentException if it is no text
  static String textOf(JsonNode node) {
    if (!node.isTextual()) {
      throw new IllegalArgumentException("a text is missing");
    }
    return node.textValue();
  }
}
