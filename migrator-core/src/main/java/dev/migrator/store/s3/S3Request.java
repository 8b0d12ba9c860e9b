package dev.migrator.store.s3;

import dev.migrator.model.Key;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One bodyless call, unsigned. Query and headers are in the order in which they are signed.
///
/// @param key null for a call on the bucket
/// @param query names and values as they are, not encoded; a parameter without value has an empty
///   one
/// @param headers lower-case names
record S3Request(
    String method,
    @Nullable Key key,
    SortedMap<String, String> query,
    SortedMap<String, String> headers) {

  static S3Request get(@Nullable Key key) {
    return new S3Request("GET", key, new TreeMap<>(), new TreeMap<>());
  }

  static S3Request head(Key key) {
    return new S3Request("HEAD", key, new TreeMap<>(), new TreeMap<>());
  }

  S3Request query(String name, String value) {
    query.put(name, value);
    return this;
  }

  S3Request header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /// `a=1&b=%20`, also what is signed.
  String encodedQuery() {
    StringBuilder encoded = new StringBuilder();
    query.forEach((name, value) ->
        encoded
            .append(encoded.isEmpty() ? "" : "&")
            .append(encode(name))
            .append('=')
            .append(encode(value)));
    return encoded.toString();
  }

  private static String encode(String text) {
    return Key.ofBytes(text.getBytes(StandardCharsets.UTF_8)).percentEncoded().replace("/", "%2F");
  }
}
