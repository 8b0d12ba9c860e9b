package dev.migrator.cli.process;

import dev.migrator.sandbox.EmbeddedS3;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Buckets of an S3 host, made and looked at with the SDK alone.
final class ObjectsOnHost implements AutoCloseable {
  private final S3Client client;
  private final String bucket;
  private final Map<String, byte[]> bytes = new TreeMap<>();

  private ObjectsOnHost(S3Client client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /// Makes the bucket; it is emptied and deleted when this is closed.
  static ObjectsOnHost make(EmbeddedS3 host, String bucket) {
    S3Client client =
        S3Client.builder()
            .endpointOverride(host.endpoint())
            .forcePathStyle(true)
            .region(Region.of(host.region()))
            .httpClientBuilder(Apache5HttpClient.builder())
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(host.accessKeyId(), host.secretAccessKey())))
            .build();
    client.createBucket(request -> request.bucket(bucket));
    return new ObjectsOnHost(client, bucket);
  }

  /// Adds so many objects of random bytes below `folder`.
  ObjectsOnHost fill(String folder, int count, int leastBytes, int mostBytes, Random random) {
    List<Callable<Void>> uploads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] content = new byte[random.nextInt(leastBytes, mostBytes + 1)];
      random.nextBytes(content);
      String key = "%s/%02d/%05d.bin".formatted(folder, i % 20, i);
      bytes.put(key, content);
      uploads.add(() -> put(key, content));
    }
    runAll(uploads);
    return this;
  }

  private Void put(String key, byte[] content) {
    client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    return null;
  }

  private static void runAll(List<Callable<Void>> uploads) {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Void> upload : threads.invokeAll(uploads)) {
        upload.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the host did not take the objects", e.getCause());
    }
  }

  String bucket() {
    return bucket;
  }

  /// By key.
  Map<String, byte[]> bytes() {
    return bytes;
  }

  long sizeBytes() {
    return bytes.values().stream().mapToLong(content -> content.length).sum();
  }

  /// @param path of a request: bucket and key
  long sizeBytes(String path) {
    byte[] content = bytes.get(path.substring(bucket.length() + 2));
    return content == null ? 0 : content.length;
  }

  /// What lies in the bucket now.
  List<String> keys() {
    return client.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private void delete(List<String> keys) {
    if (!keys.isEmpty()) {
      List<ObjectIdentifier> all =
          keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
      client.deleteObjects(request -> request.bucket(bucket).delete(some -> some.objects(all)));
    }
  }

  @Override
  public void close() {
    client
        .listObjectsV2Paginator(request -> request.bucket(bucket))
        .forEach(page -> delete(page.contents().stream().map(S3Object::key).toList()));
    client
        .listMultipartUploads(request -> request.bucket(bucket))
        .uploads()
        .forEach(upload ->
            client.abortMultipartUpload(
                request -> request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    client.deleteBucket(request -> request.bucket(bucket));
    client.close();
  }
}
