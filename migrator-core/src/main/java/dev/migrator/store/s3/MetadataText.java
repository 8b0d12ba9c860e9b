package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.model.Key;
import dev.migrator.model.ObjectAttributes.UserMetadata;
import java.util.Base64;

/// Values of user metadata as headers can carry them.
final class MetadataText {
  private MetadataText() {}

  /// The value as it came where that was ASCII, encoded words included; else its text as one
  /// encoded word of RFC 2047, the form in which S3 itself gives such values back.
  static String headerValue(UserMetadata metadata) {
    return isAscii(metadata.raw()) ? metadata.raw().text() : encoded(metadata.text());
  }

  static String encoded(String text) {
    return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "?=";
  }

  static boolean isAscii(Key raw) {
    return isAscii(raw.text());
  }

  static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
  }
}
