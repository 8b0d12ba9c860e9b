package dev.migrator.store.s3;

import static java.util.Map.entry;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.S3Client;

/// All that a bucket can be asked of itself. What can be asked by id is asked by list.
final class BucketQuestions {
  /// @see software.amazon.awssdk.services.s3.S3Client
  interface Question extends BiFunction<S3Client, String, SdkPojo> {}

  static final Map<String, Question> ALL =
      new TreeMap<>(
          Map.ofEntries(
              entry("abac", (s3, b) -> s3.getBucketAbac(r -> r.bucket(b))),
              entry("accelerate", (s3, b) -> s3.getBucketAccelerateConfiguration(r -> r.bucket(b))),
              entry("acl", (s3, b) -> s3.getBucketAcl(r -> r.bucket(b))),
              entry("analytics", (s3, b) -> s3.listBucketAnalyticsConfigurations(r -> r.bucket(b))),
              entry("cors", (s3, b) -> s3.getBucketCors(r -> r.bucket(b))),
              entry("encryption", (s3, b) -> s3.getBucketEncryption(r -> r.bucket(b))),
              entry(
                  "intelligent-tiering",
                  (s3, b) -> s3.listBucketIntelligentTieringConfigurations(r -> r.bucket(b))),
              entry("inventory", (s3, b) -> s3.listBucketInventoryConfigurations(r -> r.bucket(b))),
              entry("lifecycle", (s3, b) -> s3.getBucketLifecycleConfiguration(r -> r.bucket(b))),
              entry("location", (s3, b) -> s3.getBucketLocation(r -> r.bucket(b))),
              entry("logging", (s3, b) -> s3.getBucketLogging(r -> r.bucket(b))),
              entry("metadata", (s3, b) -> s3.getBucketMetadataConfiguration(r -> r.bucket(b))),
              entry(
                  "metadata-table",
                  (s3, b) -> s3.getBucketMetadataTableConfiguration(r -> r.bucket(b))),
              entry("metrics", (s3, b) -> s3.listBucketMetricsConfigurations(r -> r.bucket(b))),
              entry(
                  "notification",
                  (s3, b) -> s3.getBucketNotificationConfiguration(r -> r.bucket(b))),
              entry("object-lock", (s3, b) -> s3.getObjectLockConfiguration(r -> r.bucket(b))),
              entry(
                  "ownership-controls", (s3, b) -> s3.getBucketOwnershipControls(r -> r.bucket(b))),
              entry("policy", (s3, b) -> s3.getBucketPolicy(r -> r.bucket(b))),
              entry("policy-status", (s3, b) -> s3.getBucketPolicyStatus(r -> r.bucket(b))),
              entry("public-access-block", (s3, b) -> s3.getPublicAccessBlock(r -> r.bucket(b))),
              entry("replication", (s3, b) -> s3.getBucketReplication(r -> r.bucket(b))),
              entry("request-payment", (s3, b) -> s3.getBucketRequestPayment(r -> r.bucket(b))),
              entry("tags", (s3, b) -> s3.getBucketTagging(r -> r.bucket(b))),
              entry("uploads", (s3, b) -> s3.listMultipartUploads(r -> r.bucket(b))),
              entry("versioning", (s3, b) -> s3.getBucketVersioning(r -> r.bucket(b))),
              entry("website", (s3, b) -> s3.getBucketWebsite(r -> r.bucket(b)))));

  private BucketQuestions() {}
}
