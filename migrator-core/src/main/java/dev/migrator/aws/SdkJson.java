package dev.migrator.aws;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/// Writes the SDK's answers as JSON, under the API's own member names, without what is not set.
public final class SdkJson {
  private final StringBuilder json = new StringBuilder();

  private SdkJson() {}

  public static String of(SdkPojo answer) {
    SdkJson writer = new SdkJson();
    writer.object(answer);
    return writer.json.toString();
  }

  private void object(SdkPojo pojo) {
    json.append('{');
    String comma = "";
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (isSet(value)) {
        json.append(comma);
        string(field.memberName());
        json.append(':');
        value(value);
        comma = ",";
      }
    }
    json.append('}');
  }

  private static boolean isSet(Object value) {
    return value != null
        && !(value instanceof SdkAutoConstructList<?>)
        && !(value instanceof SdkAutoConstructMap<?, ?>);
  }

  private void value(Object value) {
    switch (value) {
      case SdkPojo pojo -> object(pojo);
      case List<?> list -> list(list);
      case Map<?, ?> map -> map(map);
      case Number number -> json.append(number);
      case Boolean flag -> json.append(flag);
      case SdkBytes bytes -> string(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
      case Instant time -> string(time.toString());
      default -> string(value.toString());
    }
  }

  private void list(List<?> list) {
    json.append('[');
    String comma = "";
    for (Object value : list) {
      json.append(comma);
      value(value);
      comma = ",";
    }
    json.append(']');
  }

  private void map(Map<?, ?> map) {
    json.append('{');
    String comma = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      json.append(comma);
      string(entry.getKey().toString());
      json.append(':');
      value(entry.getValue());
      comma = ",";
    }
    json.append('}');
  }

  private void string(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    json.append('"');
  }
}
