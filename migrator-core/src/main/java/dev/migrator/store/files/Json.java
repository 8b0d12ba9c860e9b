package dev.migrator.store.files;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes JSON (RFC 8259), all in ASCII and on one line.
final class Json {
  private Json() {}

  static String string(String text) {
    StringBuilder json = new StringBuilder(text.length() + 16).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c >= 0x20 && c < 0x7F) {
        json.append(c);
      } else {
        json.append("\\u%04x".formatted((int) c));
      }
    }
    return json.append('"').toString();
  }

  /// @param value a text, whole number, truth value, map, list of such, or null
  static String value(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Long number -> number.toString();
      case Integer number -> number.toString();
      case Boolean truth -> truth.toString();
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> string(entry.getKey().toString()) + ":" + value(entry.getValue()))
              .collect(Collectors.joining(",", "{", "}"));
      case List<?> list ->
          list.stream().map(Json::value).collect(Collectors.joining(",", "[", "]"));
      default -> string(value.toString());
    };
  }
}
