package dev.migrator.store.s3.http;

import java.io.InputStream;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request.
///
/// @param target path and query, encoded, as they go over the wire; nothing is normalised
/// @param headers as they go over the wire, in UTF-8, `host` among them; none holds a line break
/// @param body null where the request has none
public record HttpRequest(
    String method, String target, Map<String, String> headers, @Nullable Body body) {

  /// @param sizeBytes exactly as many come from `content`
  public record Body(long sizeBytes, Supplier<InputStream> content) {}

  public HttpRequest {
    headers.forEach(HttpRequest::requireOneLine);
  }

  /// A break would end the header and begin another, made up by whoever chose the value.
  private static void requireOneLine(String name, String value) {
    if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
      throw new IllegalArgumentException("the header " + name + " holds a line break");
    }
  }

  /// Whether sending it twice changes nothing at the host.
  boolean isRepeatable() {
    return method.equals("GET") || method.equals("HEAD");
  }
}
