package dev.migrator.sandbox.hostile;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client asked of the host.
///
/// @param target path and query as sent
/// @param headers by lower-case name
public record Request(String method, String target, Map<String, String> headers) {

  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /// Whether the bytes or attributes of one object are read.
  public boolean isObjectRead() {
    return (method.equals("GET") || method.equals("HEAD"))
        && path().indexOf('/', 1) > 0
        && path().indexOf('/', 1) < path().length() - 1;
  }

  public boolean isListing() {
    return method.equals("GET")
        && (target.contains("list-type=") || target.matches(".*[?&]versions(&.*|=.*|$)"));
  }
}
