package dev.migrator.sandbox.hostile;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a client asked of the host.
///
/// @param target path and query as sent
/// @param headers by lower-case name
public record Request(String method, String target, Map<String, String> headers) {
  private static final Pattern SUBRESOURCE =
      Pattern.compile("[?&](tagging|acl|attributes|retention|legal-hold)(?:[=&]|$)");

  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /// Whether one object is read, with its bytes or without.
  public boolean isObjectRead() {
    return isAskedOfObject() && !SUBRESOURCE.matcher(target).find();
  }

  /// Whether something that is told of an object by a question of its own is read.
  ///
  /// @param subresource `tagging`, `acl`
  public boolean isRead(String subresource) {
    Matcher asked = SUBRESOURCE.matcher(target);
    return isAskedOfObject() && asked.find() && asked.group(1).equals(subresource);
  }

  private boolean isAskedOfObject() {
    return (method.equals("GET") || method.equals("HEAD"))
        && path().indexOf('/', 1) > 0
        && path().indexOf('/', 1) < path().length() - 1;
  }

  public boolean isListing() {
    return method.equals("GET")
        && (target.contains("list-type=") || target.matches(".*[?&]versions(&.*|=.*|$)"));
  }
}
