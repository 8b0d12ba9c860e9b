package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.aws.ClientFailures;
import dev.migrator.error.MigratorException;
import dev.migrator.error.StoreException;
import dev.migrator.model.Key;
import dev.migrator.model.ObjectAttributes.Part;
import dev.migrator.store.ObjectTarget.Bytes;
import dev.migrator.store.s3.ObjectWriter.Stored;
import java.io.IOException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Supplier;

/// Writes one object part by part, straight from its bytes. A part that fails in passing is sent
/// again, from the bytes opened anew; where that does not help the upload is aborted. So are
/// earlier uploads of the key that were never completed.
final class MultipartWriter {
  private static final int ATTEMPTS = 3;

  private final S3Calls calls;
  private final Key key;
  private final Supplier<String> tried;
  private final Bytes bytes;

  MultipartWriter(S3Calls calls, Key key, Supplier<String> tried, Bytes bytes) {
    this.calls = calls;
    this.key = key;
    this.tried = tried;
    this.bytes = bytes;
  }

  /// @param checksums of the parts, as many as there are, or none
  Stored write(SortedMap<String, String> headers, List<Part> parts, PartChecksums checksums) {
    new EarlierUploads(calls, key, tried).abort();
    S3Request create = S3Request.post(key, Payload.NONE).query("uploads", "");
    headers.forEach(create::header);
    checksums.announce(create);
    String uploadId = calls.xml(create, tried).text("UploadId");
    try (PartSource source = new PartSource(bytes)) {
      CompletionXml completion = new CompletionXml();
      long offset = 0;
      for (Part part : parts) {
        String etag = send(uploadId, part, source, offset, checksums);
        completion.add(part.number(), etag, checksums.element(part.number()));
        offset += part.sizeBytes();
      }
      return complete(uploadId, completion.toString(), checksums);
    } catch (RuntimeException e) {
      abort(uploadId, e);
      throw e;
    }
  }

  private String send(
      String uploadId, Part part, PartSource source, long offset, PartChecksums checksums) {
    for (int attempt = 1; ; attempt++) {
      try {
        return sendOnce(uploadId, part, source, offset, checksums);
      } catch (StoreException e) {
        if (!e.reason().isTransient() || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private String sendOnce(
      String uploadId, Part part, PartSource source, long offset, PartChecksums checksums) {
    Payload payload =
        Payload.of(part.sizeBytes(), Payload.UNSIGNED, () -> source.part(offset, part.sizeBytes()));
    S3Request request =
        S3Request.put(key, payload)
            .query("partNumber", Integer.toString(part.number()))
            .query("uploadId", uploadId);
    String md5 = part.md5();
    if (md5 != null) {
      byte[] digest = HexFormat.of().parseHex(md5);
      request.header("content-md5", Base64.getEncoder().encodeToString(digest));
    }
    checksums.add(request, part.number());
    Supplier<String> triedPart = () -> tried.get() + ", part " + part.number();
    try (S3Answer answer = calls.call(request, triedPart)) {
      answer.body().readAllBytes();
      return answer.header("etag").orElse("");
    } catch (IOException e) {
      throw ClientFailures.of(triedPart.get(), e);
    }
  }

  /// A host may begin with a success and then say in the body that it is none.
  private Stored complete(String uploadId, String xml, PartChecksums checksums) {
    byte[] body = xml.getBytes(UTF_8);
    S3Request request =
        S3Request.post(key, Payload.of(body, body.length)).query("uploadId", uploadId);
    request.header("content-type", "application/xml");
    checksums.conclude(request);
    try (S3Answer answer = calls.call(request, tried)) {
      XmlNode result = XmlNode.parse(answer.body().readAllBytes());
      if (result.name().equals("Error")) {
        throw new Refusal(500, result.text("Code"), result.text("Message"), "", null)
            .toFailure(tried.get(), null);
      }
      return new Stored(
          answer.header("x-amz-version-id").orElse(null),
          ListPage.withoutQuotes(result.text("ETag")));
    } catch (IOException e) {
      throw ClientFailures.of(tried.get(), e);
    }
  }

  private void abort(String uploadId, RuntimeException why) {
    S3Request request = S3Request.delete(key).query("uploadId", uploadId);
    try (S3Answer answer = calls.call(request, tried)) {
      answer.body().readAllBytes();
    } catch (IOException | MigratorException e) {
      why.addSuppressed(e);
    }
  }

  /// What completes an upload.
  private static final class CompletionXml {
    private final StringBuilder xml =
        new StringBuilder(
            "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");

    void add(int number, String etag, String checksum) {
      xml.append("<Part><PartNumber>").append(number).append("</PartNumber><ETag>");
      xml.append(AclXml.escape(etag)).append("</ETag>").append(checksum).append("</Part>");
    }

    @Override
    public String toString() {
      return xml + "</CompleteMultipartUpload>";
    }
  }
}
