package dev.migrator.estate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// What the URLs of all kinds of databases have in common. Throws `IllegalArgumentException` with a
/// sentence that shows no secret.
final class UrlParts {
  /// User, password, host and port.
  static final String AUTHORITY =
      "(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?"
          + "(?<host>\\[[^]/?@]*]|[^:/?@,]*)(?::(?<port>\\d*))?";

  private static final int LAST_PORT = 65_535;

  private UrlParts() {}

  /// @param text null for none
  static String decoded(@Nullable String text) {
    return text == null ? "" : URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  /// A host's name, or an address, for which a URL may have brackets.
  static String host(String text) {
    return text.startsWith("[") ? text.substring(1, text.length() - 1) : text;
  }

  static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= LAST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new IllegalArgumentException("bad port \"" + text + "\". Allowed: 1 to " + LAST_PORT);
  }

  /// Reads `name=value&…`.
  ///
  /// @param query null for none
  /// @param kind of the database, for messages
  /// @param into gets what is given
  static void options(
      @Nullable String query, SortedSet<String> allowed, String kind, Map<String, String> into) {
    for (String part : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String option = equals < 0 ? part : part.substring(0, equals);
      if (equals < 0 || !allowed.contains(option)) {
        throw new IllegalArgumentException(
            "unknown option \"%s\" of a %s address%s"
                .formatted(option, kind, Suggestion.among(List.copyOf(allowed), option)));
      }
      into.put(option, decoded(part.substring(equals + 1)));
    }
  }
}
