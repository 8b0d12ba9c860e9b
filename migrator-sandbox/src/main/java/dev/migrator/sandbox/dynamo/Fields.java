package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The members of a structure in a request. A member that is null is not there; one of another type
/// than the one asked for is a SerializationException.
record Fields(ObjectNode node) {

  static Fields of(JsonNode node) {
    if (node instanceof ObjectNode object) {
      return new Fields(object);
    }
    throw Refusal.serialization("Unexpected value type in payload");
  }

  boolean has(String name) {
    return node.hasNonNull(name);
  }

  @Nullable String text(String name) {
    JsonNode value = value(name);
    return value == null ? null : textOf(value);
  }

  String text(String name, String otherwise) {
    String text = text(name);
    return text == null ? otherwise : text;
  }

  /// @throws Refusal if it is not there
  String needed(String name) {
    String text = text(name);
    if (text == null) {
      throw Constraints.missing(name);
    }
    return text;
  }

  @Nullable Long integer(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isNumber()) {
      throw Refusal.serialization(kind(value) + " cannot be converted to Long");
    }
    return value.longValue();
  }

  @Nullable BigDecimal number(String name) {
    JsonNode value = value(name);
    if (value != null && !value.isNumber()) {
      throw Refusal.serialization(kind(value) + " cannot be converted to Double");
    }
    return value == null ? null : value.decimalValue();
  }

  /// False if it is not there.
  boolean flag(String name) {
    JsonNode value = value(name);
    if (value != null && !value.isBoolean()) {
      throw Refusal.serialization("Unexpected token received from parser");
    }
    return value != null && value.booleanValue();
  }

  @Nullable Fields structure(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof ObjectNode object) {
      return new Fields(object);
    }
    throw Refusal.serialization("Unexpected field type");
  }

  /// @throws Refusal if it is not there
  Fields neededStructure(String name) {
    Fields structure = structure(name);
    if (structure == null) {
      throw Constraints.missing(name);
    }
    return structure;
  }

  /// Empty if it is not there.
  List<JsonNode> list(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof ArrayNode)) {
      throw Refusal.serialization("Unexpected field type");
    }
    List<JsonNode> elements = new ArrayList<>();
    value.forEach(elements::add);
    return elements;
  }

  List<Fields> structures(String name) {
    return list(name).stream().map(Fields::of).toList();
  }

  List<String> texts(String name) {
    return list(name).stream().map(Fields::textOf).toList();
  }

  /// @throws Refusal if one of them is there
  void without(String operation, String... names) {
    for (String name : names) {
      if (has(name)) {
        throw Refusal.unsupported(name + " of " + operation);
      }
    }
  }

  private @Nullable JsonNode value(String name) {
    return node.hasNonNull(name) ? node.get(name) : null;
  }

  private static String textOf(JsonNode value) {
    if (!value.isTextual()) {
      throw Refusal.serialization(kind(value) + " cannot be converted to String");
    }
    return value.textValue();
  }

  private static String kind(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue() ? "TRUE_VALUE" : "FALSE_VALUE";
    }
    if (value.isNumber()) {
      return value.isIntegralNumber() ? "NUMBER_VALUE" : "DECIMAL_VALUE";
    }
    return value.isTextual() ? "STRING_VALUE" : "Start of structure or map";
  }
}
