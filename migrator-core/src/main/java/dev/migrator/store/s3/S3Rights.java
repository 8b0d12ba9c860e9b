package dev.migrator.store.s3;

import dev.migrator.archive.ThawLimit;
import dev.migrator.aws.Arns;
import dev.migrator.model.Rights;
import dev.migrator.model.Rights.Allowance;
import dev.migrator.store.StoreAddress.S3Address;
import java.util.ArrayList;
import java.util.List;

/// The actions of IAM that the calls of this package are allowed by (Amazon S3, "Required
/// permissions for Amazon S3 API operations").
public final class S3Rights {
  /// Of the [BucketQuestions], and of looking whether the bucket is there.
  private static final List<String> OF_BUCKET =
      List.of(
          "s3:GetAccelerateConfiguration",
          "s3:GetAnalyticsConfiguration",
          "s3:GetBucketABAC",
          "s3:GetBucketAcl",
          "s3:GetBucketCORS",
          "s3:GetBucketLocation",
          "s3:GetBucketLogging",
          "s3:GetBucketMetadataTableConfiguration",
          "s3:GetBucketNotification",
          "s3:GetBucketObjectLockConfiguration",
          "s3:GetBucketOwnershipControls",
          "s3:GetBucketPolicy",
          "s3:GetBucketPolicyStatus",
          "s3:GetBucketPublicAccessBlock",
          "s3:GetBucketRequestPayment",
          "s3:GetBucketTagging",
          "s3:GetBucketVersioning",
          "s3:GetBucketWebsite",
          "s3:GetEncryptionConfiguration",
          "s3:GetIntelligentTieringConfiguration",
          "s3:GetInventoryConfiguration",
          "s3:GetLifecycleConfiguration",
          "s3:GetMetricsConfiguration",
          "s3:GetReplicationConfiguration",
          "s3:ListBucket",
          "s3:ListBucketMultipartUploads");

  private static final List<String> OF_OBJECTS =
      List.of(
          "s3:GetObject",
          "s3:GetObjectAcl",
          "s3:GetObjectAttributes",
          "s3:GetObjectLegalHold",
          "s3:GetObjectRetention",
          "s3:GetObjectTagging");

  private static final List<String> OF_VERSIONS =
      List.of(
          "s3:GetObjectVersion",
          "s3:GetObjectVersionAcl",
          "s3:GetObjectVersionAttributes",
          "s3:GetObjectVersionTagging");

  private S3Rights() {}

  /// To capture a bucket.
  public static Rights toRead(S3Address address) {
    List<String> ofBucket = new ArrayList<>(OF_BUCKET);
    List<String> ofObjects = new ArrayList<>(OF_OBJECTS);
    if (address.allVersions()) {
      ofBucket.add("s3:ListBucketVersions");
      ofObjects.addAll(OF_VERSIONS);
    }
    if (address.thaw() != ThawLimit.NEVER) {
      ofObjects.add("s3:RestoreObject");
    }
    return rights(address, ofBucket, ofObjects);
  }

  /// To write a bundle there, go on with it, and read it.
  public static Rights toKeepFiles(S3Address address) {
    return rights(
        address,
        List.of("s3:ListBucket", "s3:ListBucketMultipartUploads"),
        List.of("s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"));
  }

  /// To have another service put files there, and read them.
  public static Rights toReceiveFiles(S3Address address) {
    return rights(
        address,
        List.of("s3:ListBucket"),
        List.of("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject", "s3:PutObjectAcl"));
  }

  private static Rights rights(S3Address address, List<String> ofBucket, List<String> ofObjects) {
    String bucket = "arn:" + Arns.partition(address.region()) + ":s3:::" + address.bucket();
    return new Rights.OfIam(
        List.of(
            new Allowance(ofBucket.stream().sorted().toList(), List.of(bucket)),
            new Allowance(
                ofObjects.stream().sorted().toList(),
                List.of(bucket + "/" + literal(address.prefix().toString()) + "*"))));
  }

  /// Of what stands for other things in a resource (IAM, "Policy variables", "Special characters").
  private static String literal(String text) {
    return text.replaceAll("[*?$]", "\\${$0}");
  }
}
