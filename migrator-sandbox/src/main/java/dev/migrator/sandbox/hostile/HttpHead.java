package dev.migrator.sandbox.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The lines of an HTTP/1.1 message before its body.
final class HttpHead {
  private static final int MAX_BYTES = 256 * 1024;

  private final List<String> lines;

  private HttpHead(List<String> lines) {
    this.lines = lines;
  }

  /// @return null where the connection ends before a message begins
  static @Nullable HttpHead read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    int matched = 0;
    while (matched < 4) {
      int b = in.read();
      if (b < 0) {
        if (bytes.size() == 0) {
          return null;
        }
        throw new EOFException("cut in the middle of a head");
      }
      bytes.write(b);
      matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
      if (bytes.size() > MAX_BYTES) {
        throw new IOException("a head without end");
      }
    }
    return new HttpHead(new ArrayList<>(List.of(bytes.toString(ISO_8859_1).strip().split("\r\n"))));
  }

  String firstLine() {
    return lines.getFirst();
  }

  int status() {
    return Integer.parseInt(firstLine().split(" ", 3)[1]);
  }

  @Nullable String header(String name) {
    return headers().get(name);
  }

  Map<String, String> headers() {
    Map<String, String> headers = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  void set(String name, String value) {
    remove(name);
    lines.add(name + ": " + value);
  }

  void remove(String name) {
    lines
        .subList(1, lines.size())
        .removeIf(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1));
  }

  byte[] bytes() {
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1);
  }
}
