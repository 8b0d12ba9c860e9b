package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Tags by key.
record Tags(SortedMap<String, String> values) {
  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;
  private static final int MOST = 50;

  Tags {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  static Tags none() {
    return new Tags(new TreeMap<>());
  }

  /// @throws Refusal if one of them is none that AWS takes
  static Tags of(List<Fields> tags) {
    SortedMap<String, String> values = new TreeMap<>();
    for (Fields tag : tags) {
      String key = tag.needed("Key");
      if (values.put(key, tag.needed("Value")) != null) {
        throw Refusal.validation(
            "Duplicate Tag Keys provided as input: Duplicate Tag Key found " + key);
      }
    }
    values.forEach(Tags::check);
    return new Tags(values);
  }

  Tags with(Tags others) {
    SortedMap<String, String> all = new TreeMap<>(values);
    all.putAll(others.values);
    return new Tags(all);
  }

  Tags without(List<String> keys) {
    SortedMap<String, String> rest = new TreeMap<>(values);
    rest.keySet().removeAll(keys);
    return new Tags(rest);
  }

  /// @throws Refusal if there are more than a table may have
  void check() {
    if (values.size() > MOST) {
      throw Refusal.validation(
          "Number of Tags exceed the current limit for the provided ResourceArn");
    }
  }

  List<ObjectNode> json() {
    return values.entrySet().stream()
        .map((Map.Entry<String, String> tag) ->
            Json.object().put("Key", tag.getKey()).put("Value", tag.getValue()))
        .toList();
  }

  private static void check(String key, String value) {
    if (key.startsWith("aws:")) {
      throw Refusal.validation("Tag Key cannot be prefixed with aws:, Key: " + key);
    }
    if (key.isEmpty() || key.length() > LONGEST_KEY || !ALLOWED.matcher(key).matches()) {
      throw Refusal.validation("The Tag Key provided is invalid, Key: " + key);
    }
    if (value.length() > LONGEST_VALUE || !ALLOWED.matcher(value).matches()) {
      throw Refusal.validation("The Tag Value provided is invalid, Value: " + value);
    }
  }
}
