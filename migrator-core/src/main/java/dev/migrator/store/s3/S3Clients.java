package dev.migrator.store.s3;

import static software.amazon.awssdk.core.checksums.RequestChecksumCalculation.WHEN_REQUIRED;

import dev.migrator.aws.AwsClients;
import dev.migrator.store.StoreAddress.S3Address;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/// Makes the SDK's clients. None of them retries: that is [dev.migrator.store.resilient]'s.
final class S3Clients {
  private static final Region ANY_REGION = Region.US_EAST_1;

  private S3Clients() {}

  /// @param interceptors see every call of the client
  static S3Client open(S3Address address, ExecutionInterceptor... interceptors) {
    return open(address, regionOf(address), interceptors);
  }

  static S3Client open(S3Address address, Region region, ExecutionInterceptor... interceptors) {
    S3ClientBuilder client =
        S3Client.builder()
            .region(region)
            .forcePathStyle(address.pathStyle())
            .credentialsProvider(AwsClients.credentials(address.credentials()))
            .httpClientBuilder(AwsClients.httpClient())
            .overrideConfiguration(
                ClientOverrideConfiguration.builder()
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .executionInterceptors(List.of(interceptors))
                    .build());
    if (address.endpoint() != null) {
      client.endpointOverride(address.endpoint());
    }
    return (isAws(address) ? client : inThePlainestForm(client)).build();
  }

  /// Other hosts reject checksum headers and chunked signatures that they do not know.
  private static S3ClientBuilder inThePlainestForm(S3ClientBuilder client) {
    return client
        .requestChecksumCalculation(WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .serviceConfiguration(
            S3Configuration.builder()
                .chunkedEncodingEnabled(false)
                .expectContinueEnabled(false)
                .build());
  }

  static boolean isAws(S3Address address) {
    return address.endpoint() == null;
  }

  /// The region given; else, on AWS, the one that the bucket says it is in.
  static Region regionOf(S3Address address) {
    if (address.region() != null) {
      return Region.of(address.region());
    }
    return isAws(address) ? askBucket(address).map(Region::of).orElse(ANY_REGION) : ANY_REGION;
  }

  private static Optional<String> askBucket(S3Address address) {
    try (S3Client client = open(address, ANY_REGION)) {
      return bucketRegion(
          S3Failures.call(
              () -> "find the region of bucket " + address.bucket(),
              () -> answerOfHeadBucket(client, address.bucket())));
    }
  }

  /// A refusal tells the region just as well.
  private static SdkHttpResponse answerOfHeadBucket(S3Client client, String bucket) {
    try {
      return client.headBucket(r -> r.bucket(bucket)).sdkHttpResponse();
    } catch (AwsServiceException refused) {
      SdkHttpResponse answer = refused.awsErrorDetails().sdkHttpResponse();
      if (answer == null || bucketRegion(answer).isEmpty()) {
        throw refused;
      }
      return answer;
    }
  }

  private static Optional<String> bucketRegion(SdkHttpResponse answer) {
    return answer.firstMatchingHeader("x-amz-bucket-region");
  }
}
