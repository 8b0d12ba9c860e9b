package dev.migrator.sandbox.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.sandbox.EmbeddedS3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/// A bucket with versions: some thousand pictures, keys of every odd kind, overwritten and deleted
/// objects, tags, metadata, multipart uploads.
public final class SampleBucket {
  private static final long SEED = 30;
  private static final int PART_BYTES = 5 << 20;
  private static final List<String> ODD_KEYS =
      List.of(
          "odd/space and + plus",
          "odd/100%41 not an escape",
          "odd/quotes ' \" and & < >",
          "odd/caf\u00e9 composed",
          "odd/cafe\u0301 decomposed",
          "odd/\u65e5\u672c\u8a9e/\u5199\u771f.jpg",
          "odd/\ud83d\ude00 beyond the basic plane",
          "odd/Case",
          "odd/case",
          "odd/a-folder-and-an-object",
          "odd/a-folder-and-an-object/inside",
          "odd/ends-in-a-slash/",
          "odd/long-" + "x".repeat(900),
          "odd/-starts-with-a-dash",
          "odd/tilde~hash#question?star*");

  private final S3Client client;
  private final String bucket;
  private final int pictureCount;

  private SampleBucket(S3Client client, String bucket, int pictureCount) {
    this.client = client;
    this.bucket = bucket;
    this.pictureCount = pictureCount;
  }

  /// Makes the bucket and fills it.
  ///
  /// @param pictureCount ordinary objects of 1 to 30 KB
  public static void fill(EmbeddedS3 host, String bucket, int pictureCount) {
    try (S3Client client = client(host)) {
      new SampleBucket(client, bucket, pictureCount).fill();
    }
  }

  /// Makes a bucket with nothing in it.
  public static void make(EmbeddedS3 host, String bucket) {
    try (S3Client client = client(host)) {
      client.createBucket(request -> request.bucket(bucket));
    }
  }

  /// Lists a bucket's versions and delete markers in the host's order, a line each, without what
  /// differs from host to host.
  public static List<String> history(EmbeddedS3 host, String bucket) {
    try (S3Client client = client(host)) {
      List<String> lines = new ArrayList<>();
      client
          .listObjectVersionsPaginator(request -> request.bucket(bucket))
          .forEach(page -> {
            page.versions()
                .forEach(one ->
                    lines.add(
                        one.key()
                            + " "
                            + one.size()
                            + " "
                            + comparable(one)
                            + " "
                            + one.isLatest()));
            page.deleteMarkers()
                .forEach(one -> lines.add(one.key() + " deleted " + one.isLatest()));
          });
      return lines;
    }
  }

  /// Empty for a multipart upload: the embedded host does not tell its parts, so nobody can make
  /// its ETag again.
  private static String comparable(ObjectVersion version) {
    return version.size() > PART_BYTES ? "" : version.eTag();
  }

  private static S3Client client(EmbeddedS3 host) {
    return S3Client.builder()
        .endpointOverride(host.endpoint())
        .forcePathStyle(true)
        .region(Region.of(host.region()))
        .httpClientBuilder(Apache5HttpClient.builder())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(host.accessKeyId(), host.secretAccessKey())))
        .build();
  }

  private void fill() {
    client.createBucket(request -> request.bucket(bucket));
    client.putBucketVersioning(request ->
        request
            .bucket(bucket)
            .versioningConfiguration(to -> to.status(BucketVersioningStatus.ENABLED)));
    List<Callable<Void>> uploads = new ArrayList<>();
    for (int i = 0; i < pictureCount; i++) {
      int number = i;
      uploads.add(() -> picture(number));
    }
    ODD_KEYS.forEach(key -> uploads.add(() -> put(key, ("the odd one: " + key).getBytes(UTF_8))));
    for (int i = 0; i < 40; i++) {
      int number = i;
      uploads.add(() -> history(number));
    }
    uploads.add(() -> video("videos/one.mp4", 2 * PART_BYTES + 12_345, 1));
    uploads.add(() -> video("videos/two.mp4", 3 * PART_BYTES, 2));
    runAll(uploads);
  }

  private Void picture(int number) {
    Random random = new Random(SEED + number);
    byte[] bytes = new byte[1_000 + random.nextInt(29_000)];
    random.nextBytes(bytes);
    client.putObject(
        request ->
            request
                .bucket(bucket)
                .key("2020/%02d/img_%05d.jpg".formatted(1 + number % 12, number))
                .contentType("image/jpeg")
                .cacheControl("max-age=86400")
                .metadata(Map.of("camera", "model-" + number % 7))
                .tagging(number % 20 == 0 ? "album=summer&rating=" + number % 5 : null),
        RequestBody.fromBytes(bytes));
    return null;
  }

  private Void put(String key, byte[] bytes) {
    client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    return null;
  }

  /// A page that was written three times; every second one was deleted in the end.
  private Void history(int number) {
    String key = "pages/page-%02d.html".formatted(number);
    for (int version = 1; version <= 3; version++) {
      put(key, "<p>page %d, version %d</p>".formatted(number, version).getBytes(UTF_8));
    }
    if (number % 2 == 1) {
      client.deleteObject(request -> request.bucket(bucket).key(key));
    }
    return null;
  }

  private Void video(String key, int sizeBytes, long seed) {
    byte[] bytes = new byte[sizeBytes];
    new Random(SEED * seed).nextBytes(bytes);
    String upload =
        client
            .createMultipartUpload(to -> to.bucket(bucket).key(key).contentType("video/mp4"))
            .uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int offset = 0; offset < sizeBytes; offset += PART_BYTES) {
      int from = offset;
      int number = parts.size() + 1;
      byte[] part = Arrays.copyOfRange(bytes, from, Math.min(sizeBytes, from + PART_BYTES));
      String etag =
          client
              .uploadPart(
                  to -> to.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                  RequestBody.fromBytes(part))
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
    }
    client.completeMultipartUpload(
        to -> to.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
    return null;
  }

  private static void runAll(List<Callable<Void>> uploads) {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Void> upload : threads.invokeAll(uploads)) {
        upload.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the sample bucket was filled", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "the embedded host did not take the sample bucket", e.getCause());
    }
  }
}
