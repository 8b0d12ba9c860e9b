package dev.migrator.sandbox.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Writes exports as the developer guide has it in "DynamoDB table export output format". What they
/// end with is the summary, so an export that has one is whole.
final class ExportWriter implements AutoCloseable {
  private static final int ITEMS_A_FILE = 1000;
  private static final int NAME_LENGTH = 26;
  private static final String NAME_LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final S3Client client;
  private final SecureRandom random = new SecureRandom();

  ExportWriter(Settings.S3 target) {
    client =
        S3Client.builder()
            .endpointOverride(target.endpoint())
            .forcePathStyle(true)
            .region(Region.of(target.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(target.accessKeyId(), target.secretAccessKey())))
            .build();
  }

  @Override
  public void close() {
    client.close();
  }

  Export.Outcome write(Export export) {
    try {
      put(export, "_started", new byte[0]);
      StringBuilder files = new StringBuilder();
      for (List<StoredItem> part : parts(export.items())) {
        files.append(new String(Json.bytes(writeData(export, part)), UTF_8)).append('\n');
      }
      putChecked(export, "manifest-files", files.toString().getBytes(UTF_8));
      putChecked(export, "manifest-summary", Json.bytes(summary(export)));
      return new Export.Outcome.Completed();
    } catch (NoSuchBucketException e) {
      return new Export.Outcome.Failed("S3NoSuchBucket", "The specified bucket does not exist");
    } catch (S3Exception e) {
      return new Export.Outcome.Failed(
          e.statusCode() == 403 ? "S3AccessDenied" : "S3Exception", String.valueOf(e.getMessage()));
    } catch (SdkException e) {
      return new Export.Outcome.Failed("UNKNOWN", String.valueOf(e.getMessage()));
    }
  }

  /// At least one: a partition without items has a file without lines.
  private static List<List<StoredItem>> parts(List<StoredItem> items) {
    List<List<StoredItem>> parts = new ArrayList<>();
    for (int from = 0; from < items.size() || parts.isEmpty(); from += ITEMS_A_FILE) {
      parts.add(items.subList(from, Math.min(items.size(), from + ITEMS_A_FILE)));
    }
    return parts;
  }

  /// @return its line in the manifest
  private ObjectNode writeData(Export export, List<StoredItem> items) {
    byte[] data = zipped(items);
    String name = "data/" + newName() + ".json.gz";
    String etag = put(export, name, data);
    return Json.object()
        .put("itemCount", items.size())
        .put("md5Checksum", md5(data))
        .put("etag", etag)
        .put("dataFileS3Key", export.folder() + name);
  }

  private static byte[] zipped(List<StoredItem> items) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      for (StoredItem item : items) {
        zip.write(Json.bytes(Json.object("Item", item.attributes())));
        zip.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory can be written", e);
    }
    return bytes.toByteArray();
  }

  private static ObjectNode summary(Export export) {
    String prefix = export.order().prefix();
    return Json.object()
        .put("version", "2020-06-30")
        .put("exportArn", export.arn())
        .put("startTime", TIME.format(export.started()))
        .put("endTime", TIME.format(Instant.now()))
        .put("tableArn", export.order().tableArn())
        .put("tableId", export.tableId())
        .put("exportTime", TIME.format(export.time()))
        .put("s3Bucket", export.order().bucket())
        .put("s3Prefix", prefix.isEmpty() ? null : prefix)
        .put("s3SseAlgorithm", "AES256")
        .putNull("s3SseKmsKeyId")
        .put("manifestFilesS3Key", export.folder() + "manifest-files.json")
        .put("billedSizeBytes", export.bytes())
        .put("itemCount", export.items().size())
        .put("outputFormat", "DYNAMODB_JSON")
        .put("exportType", "FULL_EXPORT");
  }

  private void putChecked(Export export, String name, byte[] body) {
    put(export, name + ".json", body);
    put(export, name + ".checksum", md5(body).getBytes(UTF_8));
  }

  /// @return its ETag without quotes
  private String put(Export export, String name, byte[] body) {
    return client
        .putObject(
            request -> request.bucket(export.order().bucket()).key(export.folder() + name),
            RequestBody.fromBytes(body))
        .eTag()
        .replace("\"", "");
  }

  private String newName() {
    StringBuilder name = new StringBuilder();
    for (int index = 0; index < NAME_LENGTH; index++) {
      name.append(NAME_LETTERS.charAt(random.nextInt(NAME_LETTERS.length())));
    }
    return name.toString();
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
