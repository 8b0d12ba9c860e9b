package dev.migrator.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

final class EmbeddedS3Test {

  @Test
  void s3MockKeepsWhatItIsGiven(@TempDir Path folder) {
    try (EmbeddedS3 host = S3MockHost.start(folder.resolve("s3"))) {
      keepsWhatItIsGiven(host);
    }
  }

  @Test
  void s3ProxyKeepsWhatItIsGiven() {
    try (EmbeddedS3 host = S3ProxyHost.start()) {
      keepsWhatItIsGiven(host);
    }
  }

  @Test
  void twoS3MocksRunSideBySide(@TempDir Path folder) {
    try (EmbeddedS3 one = S3MockHost.start(folder.resolve("one"));
        EmbeddedS3 two = S3MockHost.start(folder.resolve("two"))) {
      assertThat(one.endpoint()).isNotEqualTo(two.endpoint());
      keepsWhatItIsGiven(one);
      keepsWhatItIsGiven(two);
    }
  }

  private static void keepsWhatItIsGiven(EmbeddedS3 host) {
    try (S3Client client = client(host)) {
      client.createBucket(request -> request.bucket("things"));
      client.putObject(
          request -> request.bucket("things").key("a b/ü"), RequestBody.fromString("x"));
      assertThat(
              client
                  .getObjectAsBytes(request -> request.bucket("things").key("a b/ü"))
                  .asUtf8String())
          .isEqualTo("x");
      assertThat(client.listBuckets().buckets()).hasSize(1);
    }
  }

  private static S3Client client(EmbeddedS3 host) {
    URI endpoint = host.endpoint();
    return S3Client.builder()
        .endpointOverride(endpoint)
        .forcePathStyle(true)
        .region(Region.of(host.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(host.accessKeyId(), host.secretAccessKey())))
        .build();
  }
}
