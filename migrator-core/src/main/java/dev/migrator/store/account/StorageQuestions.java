package dev.migrator.store.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/// Where the data lies that has sources of its own: only what it is, not what is in it.
final class StorageQuestions {
  static final List<Question> ALL =
      List.of(
          Question.global(
              "s3/buckets",
              "s3",
              List.of("s3:GetBucketLocation", "s3:ListAllMyBuckets"),
              StorageQuestions::buckets),
          Question.regional(
              "dynamodb/tables",
              "dynamodb",
              List.of("dynamodb:DescribeTable", "dynamodb:ListTables"),
              StorageQuestions::tables));

  private static final int PAGE = 1000;

  /// What a bucket of the first region says of its place (Amazon S3, "GetBucketLocation").
  private static final String FIRST_REGION = "us-east-1";

  private StorageQuestions() {}

  private static void buckets(Place place, Answers answers) {
    try (S3Client client = place.open(S3Client.builder().forcePathStyle(true))) {
      answers.each(
          client.listBucketsPaginator(r -> r.maxBuckets(PAGE)).buckets().stream(),
          bucket -> answers.add(bucket.name(), located(bucket, client, answers)));
    }
  }

  private static ObjectNode located(Bucket bucket, S3Client client, Answers answers) {
    ObjectNode json = Answers.json(bucket);
    if (bucket.bucketRegion() == null) {
      answers.detail(
          json,
          "BucketRegion",
          "GetBucketLocation",
          () -> json.textNode(location(client, bucket.name())));
    }
    return json;
  }

  private static String location(S3Client client, String bucket) {
    String told =
        Objects.requireNonNullElse(
            client.getBucketLocation(r -> r.bucket(bucket)).locationConstraintAsString(), "");
    return switch (told) {
      case "", "null" -> FIRST_REGION;
      case "EU" -> "eu-west-1";
      default -> told;
    };
  }

  private static void tables(Place place, Answers answers) {
    try (DynamoDbClient client = place.open(DynamoDbClient.builder())) {
      answers.each(
          client.listTablesPaginator().tableNames().stream(),
          name ->
              answers.add(
                  name, Answers.json(client.describeTable(r -> r.tableName(name)).table())));
    }
  }
}
