package dev.migrator.store.s3;

import dev.migrator.model.Key;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One call, unsigned. Query and headers are in the order in which they are signed.
///
/// @param key null for a call on the bucket
/// @param query names and values as they are, not encoded; a parameter without value has an empty
///   one
/// @param headers lower-case names
record S3Request(
    String method,
    @Nullable Key key,
    SortedMap<String, String> query,
    SortedMap<String, String> headers,
    Payload payload) {

  static S3Request get(@Nullable Key key) {
    return of("GET", key, Payload.NONE);
  }

  static S3Request head(@Nullable Key key) {
    return of("HEAD", key, Payload.NONE);
  }

  static S3Request put(@Nullable Key key, Payload payload) {
    return of("PUT", key, payload);
  }

  static S3Request post(@Nullable Key key, Payload payload) {
    return of("POST", key, payload);
  }

  static S3Request delete(@Nullable Key key) {
    return of("DELETE", key, Payload.NONE);
  }

  private static S3Request of(String method, @Nullable Key key, Payload payload) {
    return new S3Request(method, key, new TreeMap<>(), new TreeMap<>(), payload);
  }

  boolean hasBody() {
    return method.equals("PUT") || method.equals("POST");
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
