package dev.migrator.store.files;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.migrator.model.Key;
import java.net.URI;
import java.nio.file.Path;

/// The bytes of a path, whatever the locale. `Path` keeps them, but its text form loses those that
/// are no text in the locale's encoding; its URI form does not.
final class RawPath {
  /// No folder, so that `toUri()` looks up nothing below it and adds no slash.
  private static final Path ANCHOR = Path.of("/dev/null");

  private static final String ANCHOR_PREFIX = "/dev/null/";

  private RawPath() {}

  static byte[] bytes(Path path) {
    String text = path.toString();
    if (isAscii(text)) {
      return text.getBytes(US_ASCII);
    }
    return path.isAbsolute() ? absoluteBytes(path, text) : relativeBytes(path);
  }

  private static byte[] relativeBytes(Path path) {
    String encoded = ANCHOR.resolve(path).toUri().getRawPath();
    return Key.ofPercentEncoded(encoded.substring(ANCHOR_PREFIX.length())).bytes();
  }

  private static byte[] absoluteBytes(Path path, String text) {
    String encoded = path.toUri().getRawPath();
    boolean slashAdded = encoded.endsWith("/") && !text.endsWith("/");
    return Key.ofPercentEncoded(slashAdded ? encoded.substring(0, encoded.length() - 1) : encoded)
        .bytes();
  }

  /// The path of these bytes. A trailing slash stays; of doubled ones the platform makes one.
  ///
  /// @param bytes not empty, without NUL
  static Path of(byte[] bytes) {
    String text = new String(bytes, US_ASCII);
    if (isAscii(text) && !text.contains("//") && !text.endsWith("/")) {
      return Path.of(text);
    }
    String encoded = Key.ofBytes(bytes).percentEncoded();
    if (encoded.endsWith("/") && bytes.length > 1) {
      encoded = encoded.substring(0, encoded.length() - 1) + "%2F";
    }
    if (bytes[0] == '/') {
      return Path.of(URI.create("file://" + encoded));
    }
    Path absolute = Path.of(URI.create("file:///" + encoded));
    return absolute.subpath(0, absolute.getNameCount());
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
