package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.aws.ClientFailures;
import dev.migrator.model.Key;
import java.io.IOException;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Requests that set something by an XML document.
final class XmlRequest {
  private XmlRequest() {}

  /// @param key null for the bucket's own
  /// @param what the subresource: `acl`, `versioning`
  static S3Request put(@Nullable Key key, String what, String xml) {
    byte[] body = xml.getBytes(UTF_8);
    Algorithm.Running md5 = Algorithm.MD5.start();
    md5.update(body, 0, body.length);
    return S3Request.put(key, Payload.of(body, body.length))
        .query(what, "")
        .header("content-type", "application/xml")
        .header("content-md5", Base64.getEncoder().encodeToString(md5.finish()));
  }

  static void send(S3Calls calls, S3Request request, Supplier<String> tried) {
    try (S3Answer answer = calls.call(request, tried)) {
      answer.body().readAllBytes();
    } catch (IOException e) {
      throw ClientFailures.of(tried.get(), e);
    }
  }
}
