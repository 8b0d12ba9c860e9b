package dev.migrator.estate;

import dev.migrator.error.UsageException;
import dev.migrator.model.Credentials.DefaultCredentials;
import dev.migrator.model.Credentials.ProfileCredentials;
import dev.migrator.model.Key;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a store's address from one word of a command line:
/// `s3://bucket/prefix?endpoint=…&region=…&path-style=true&profile=…&versions=latest`,
/// `file:///path`, or a plain path. A byte of a URI may be written `%XX`.
public final class StoreUri {
  private static final String HINT =
      "Give s3://BUCKET/PREFIX, file:///PATH or a path; a database stands in an estate file.";
  private static final List<String> PARAMETERS =
      List.of("endpoint", "region", "path-style", "profile", "versions");

  private StoreUri() {}

  /// @param environment where an endpoint is looked for if the URI names none
  /// @throws UsageException if `text` is no address; never shows what may be a secret
  public static StoreAddress parse(String text, Map<String, String> environment) {
    if (text.startsWith("s3://")) {
      return s3(text.substring("s3://".length()), environment);
    }
    if (text.startsWith("file:")) {
      return new FilesAddress(filePath(text));
    }
    int scheme = text.indexOf("://");
    if (scheme > 0) {
      throw new UsageException(
          "unknown kind of address \"" + text.substring(0, scheme) + "://\"", HINT);
    }
    return new FilesAddress(path(text));
  }

  private static String filePath(String text) {
    String path = text.replaceFirst("^file:(//)?", "");
    if (!path.startsWith("/")) {
      throw new UsageException("\"" + text + "\" names a host or no absolute path", HINT);
    }
    return path(decode(path).text());
  }

  private static String path(String text) {
    try {
      if (text.isBlank()) {
        throw new UsageException("an address is empty", HINT);
      }
      return Path.of(text).toString();
    } catch (InvalidPathException e) {
      throw new UsageException("\"" + text + "\" is no path", HINT, e);
    }
  }

  private static StoreAddress s3(String rest, Map<String, String> environment) {
    int question = rest.indexOf('?');
    String place = question < 0 ? rest : rest.substring(0, question);
    Map<String, String> given = parameters(question < 0 ? "" : rest.substring(question + 1));
    int slash = place.indexOf('/');
    String bucket = slash < 0 ? place : place.substring(0, slash);
    if (!S3Parts.isBucket(bucket)) {
      throw new UsageException(
          "bad bucket name \"" + bucket + "\" in an s3:// address. " + S3Parts.BUCKET_FORM, HINT);
    }
    Endpoint endpoint = endpoint(given.get("endpoint"), environment);
    String profile = given.get("profile");
    return new S3Address(
        bucket,
        given.get("region"),
        endpoint.uri(),
        choice(given, "path-style", "true", "false", endpoint.wantsPathStyle()),
        decode(slash < 0 ? "" : place.substring(slash + 1)),
        choice(given, "versions", "all", "latest", true),
        profile == null ? new DefaultCredentials() : new ProfileCredentials(profile));
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> given = new TreeMap<>();
    for (String part : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      if (!PARAMETERS.contains(name)) {
        throw new UsageException(
            "unknown parameter \""
                + name
                + "\" in an s3:// address"
                + Suggestion.among(PARAMETERS, name),
            "Correct the address; credentials stand in an estate file, in a profile or in the"
                + " environment.");
      }
      String value = equals < 0 ? "" : decode(part.substring(equals + 1)).text();
      if (value.isEmpty() || given.put(name, value) != null) {
        throw new UsageException(
            "parameter \"" + name + "\" of an s3:// address must be given once, with a value",
            HINT);
      }
    }
    return given;
  }

  private static Endpoint endpoint(@Nullable String text, Map<String, String> environment) {
    return text == null
        ? Endpoint.ofEnvironment("S3", environment)
        : Endpoint.parse(text)
            .orElseThrow(() ->
                new UsageException("bad endpoint in an s3:// address. " + Endpoint.FORM, HINT));
  }

  private static boolean choice(
      Map<String, String> given, String name, String yes, String no, boolean otherwise) {
    String value = given.get(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.equals(yes) && !value.equals(no)) {
      throw new UsageException(
          "bad value \""
              + value
              + "\" for \""
              + name
              + "\" in an s3:// address. Allowed: "
              + yes
              + ", "
              + no,
          HINT);
    }
    return value.equals(yes);
  }

  private static Key decode(String text) {
    try {
      return Key.ofPercentEncoded(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "a % in an address is not followed by two hexadecimal digits; write %25 for % itself",
          HINT, e);
    }
  }
}
