package dev.migrator.database.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.database.RowsHash;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.MurmurHash3;

/// The hash of an item that [RowsHash] sums: MurmurHash3 (x64, 128 bits) of a form in which equal
/// items are equal. Members of maps and elements of sets stand in order; numbers as `BigDecimal`
/// prints them without trailing zeros, as hosts write one number in several ways. Each text is its
/// length in four bytes and its UTF-8. Not for several threads.
final class ItemHash {
  private final ByteArrayOutputStream form = new ByteArrayOutputStream(1024);

  /// @param item in DynamoDB JSON: names with `{"S": "…"}` and the like
  RowsHash of(JsonNode item) {
    form.reset();
    members(item);
    byte[] bytes = form.toByteArray();
    long[] hash = MurmurHash3.hash128x64(bytes, 0, bytes.length, 0);
    return new RowsHash(1, hash[0], hash[1]);
  }

  private void members(JsonNode map) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    map.properties().forEach(member -> sorted.put(member.getKey(), member.getValue()));
    count('M', sorted.size());
    sorted.forEach((name, value) -> {
      text(name);
      value(value);
    });
  }

  private void value(JsonNode value) {
    for (Map.Entry<String, JsonNode> one : value.properties()) {
      String type = one.getKey();
      JsonNode content = one.getValue();
      switch (type) {
        case "M" -> members(content);
        case "L" -> {
          count('L', content.size());
          content.forEach(this::value);
        }
        case "N" -> scalar(type, number(content.asText()));
        case "NS" -> set(type, texts(content).stream().map(ItemHash::number).toList());
        case "SS", "BS" -> set(type, texts(content));
        default -> scalar(type, content.asText());
      }
    }
  }

  private static List<String> texts(JsonNode set) {
    List<String> texts = new ArrayList<>();
    set.forEach(element -> texts.add(element.asText()));
    return texts;
  }

  private void set(String type, List<String> elements) {
    List<String> sorted = new ArrayList<>(elements);
    Collections.sort(sorted);
    text(type);
    count('s', sorted.size());
    sorted.forEach(this::text);
  }

  private void scalar(String type, String content) {
    text(type);
    text(content);
  }

  static String number(String digits) {
    try {
      return new BigDecimal(digits).stripTrailingZeros().toString();
    } catch (NumberFormatException _) {
      return digits; // what is no number is equal to itself only
    }
  }

  private void count(char kind, int count) {
    form.write(kind);
    length(count);
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    length(bytes.length);
    form.writeBytes(bytes);
  }

  private void length(int length) {
    form.write(length >>> 24);
    form.write(length >>> 16);
    form.write(length >>> 8);
    form.write(length);
  }
}
