package dev.migrator.sandbox;

import static dev.migrator.sandbox.DynamoTester.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

final class EmbeddedDynamoExportTest {
  private static final String BUCKET = "exports";

  private static EmbeddedS3 s3;
  private static S3Client client;
  private static EmbeddedDynamo dynamo;
  private static DynamoTester tester;

  @BeforeAll
  static void start(@TempDir Path folder) {
    s3 = S3MockHost.start(folder.resolve("s3"));
    URI endpoint = s3.endpoint();
    client =
        S3Client.builder()
            .endpointOverride(endpoint)
            .forcePathStyle(true)
            .region(Region.of(s3.region()))
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(s3.accessKeyId(), s3.secretAccessKey())))
            .build();
    client.createBucket(request -> request.bucket(BUCKET));
    dynamo = EmbeddedDynamo.start(EmbeddedDynamo.exportingTo(s3));
    tester = new DynamoTester(dynamo);
  }

  @AfterAll
  static void stop() {
    tester.close();
    dynamo.close();
    client.close();
    s3.close();
  }

  @Test
  void switchesRecoveryOnAndOff() {
    tester.makeTable("switched");

    JsonNode off = recovery(tester.call("DescribeContinuousBackups", named("switched")));
    assertThat(off).isEqualTo(json("{'PointInTimeRecoveryStatus': 'DISABLED'}"));
    JsonNode on = recover("switched", true);
    assertThat(on.get("PointInTimeRecoveryStatus").textValue()).isEqualTo("ENABLED");
    assertThat(on.get("EarliestRestorableDateTime").isNumber()).isTrue();
    assertThat(recover("switched", false)).isEqualTo(off);
    assertThat(tester.refusal("DescribeContinuousBackups", named("nowhere")))
        .isEqualTo("TableNotFoundException: Table not found: nowhere");
  }

  @Test
  void exportsOnlyWhatCanBeRecovered() {
    tester.makeTable("unrecovered");

    assertThat(tester.refusal("ExportTableToPointInTime", order("unrecovered", BUCKET)))
        .isEqualTo(
            "PointInTimeRecoveryUnavailableException: Point in time recovery is not enabled for"
                + " table 'unrecovered'");
    recover("unrecovered", true);
    assertThat(
            tester.refusal(
                "ExportTableToPointInTime", order("unrecovered", BUCKET).put("ExportTime", 1)))
        .startsWith("InvalidExportTimeException");
    assertThat(
            tester.refusal(
                "ExportTableToPointInTime",
                order("unrecovered", BUCKET).put("ExportTime", 99_999_999_999L)))
        .startsWith("InvalidExportTimeException");
    assertThat(tester.refusal("ExportTableToPointInTime", order("nowhere", BUCKET)))
        .startsWith("TableNotFoundException");
  }

  @Test
  void exportsATableAsItWasAtATime() throws Exception {
    tester.makeTable("past");
    tester.put("past", "{'pk': {'S': 'before'}}");
    recover("past", true);
    tester.put("past", "{'pk': {'S': 'kept'}, 'n': {'N': '1.50'}}");
    tester.put("past", "{'pk': {'S': 'deleted later'}}");
    Thread.sleep(5);
    long then = System.currentTimeMillis();
    Thread.sleep(5);
    tester.call("DeleteItem", "{'TableName': 'past', 'Key': {'pk': {'S': 'deleted later'}}}");
    tester.put("past", "{'pk': {'S': 'kept'}, 'n': {'N': '2'}}");
    tester.put("past", "{'pk': {'S': 'too late'}}");

    JsonNode export =
        finished(order("past", BUCKET).put("ExportTime", BigDecimal.valueOf(then, 3)));

    assertThat(export.get("ExportStatus").textValue()).isEqualTo("COMPLETED");
    assertThat(export.get("ItemCount").intValue()).isEqualTo(3);
    assertThat(items(export))
        .containsExactlyInAnyOrder(
            json("{'Item': {'pk': {'S': 'before'}}}"),
            json("{'Item': {'pk': {'S': 'kept'}, 'n': {'N': '1.5'}}}"),
            json("{'Item': {'pk': {'S': 'deleted later'}}}"));
  }

  @Test
  void laysExportsOutAsAwsDoes() throws Exception {
    tester.makeTable("laid.out");
    recover("laid.out", true);
    for (int from = 0; from < 1025; from += 25) {
      ObjectNode batch = json("{'RequestItems': {'laid.out': []}}");
      for (int number = from; number < from + 25; number++) {
        batch
            .withArray("/RequestItems/laid.out")
            .add(json("{'PutRequest': {'Item': {'pk': {'S': 'k%d'}}}}".formatted(number)));
      }
      tester.call("BatchWriteItem", batch);
    }

    JsonNode export = finished(order("laid.out", BUCKET).put("S3Prefix", "a/b"));

    String manifest = export.get("ExportManifest").textValue();
    assertThat(manifest).matches("a/b/AWSDynamoDB/\\d{14}-[0-9a-f]{8}/manifest-summary\\.json");
    String folder = manifest.substring(0, manifest.lastIndexOf('/') + 1);
    assertThat(export.get("ExportArn").textValue())
        .isEqualTo(
            "arn:aws:dynamodb:us-east-1:123456789012:table/laid.out/export/"
                + folder.split("/")[3]);
    JsonNode summary = json(new String(read(manifest), UTF_8));
    assertThat(summary.get("manifestFilesS3Key").textValue())
        .isEqualTo(folder + "manifest-files.json");
    assertThat(summary.get("itemCount").intValue()).isEqualTo(1025);
    assertThat(summary.get("exportTime").textValue())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(new String(read(folder + "manifest-summary.checksum"), UTF_8))
        .isEqualTo(md5(read(manifest)));
    assertThat(new String(read(folder + "manifest-files.checksum"), UTF_8))
        .isEqualTo(md5(read(folder + "manifest-files.json")));
    assertThat(read(folder + "_started")).isEmpty();
    assertThat(files(export)).hasSize(2);
    for (JsonNode file : files(export)) {
      String key = file.get("dataFileS3Key").textValue();
      assertThat(key).matches(folder + "data/[a-z2-7]{26}\\.json\\.gz");
      assertThat(file.get("md5Checksum").textValue()).isEqualTo(md5(read(key)));
      assertThat(file.get("etag").textValue()).doesNotContain("\"").isNotEmpty();
    }
    assertThat(items(export)).hasSize(1025).doesNotHaveDuplicates();
  }

  @Test
  void anEmptyTableHasAFileWithoutLines() throws Exception {
    tester.makeTable("empty");
    recover("empty", true);

    JsonNode export = finished(order("empty", BUCKET));

    assertThat(export.get("ItemCount").intValue()).isZero();
    assertThat(files(export)).hasSize(1);
    assertThat(items(export)).isEmpty();
  }

  @Test
  void aTokenMakesAnExportOnce() {
    tester.makeTable("once");
    recover("once", true);
    ObjectNode order = order("once", BUCKET).put("ClientToken", "token");

    JsonNode first = tester.call("ExportTableToPointInTime", order).get("ExportDescription");
    JsonNode second = tester.call("ExportTableToPointInTime", order).get("ExportDescription");
    assertThat(second.get("ExportArn")).isEqualTo(first.get("ExportArn"));
    assertThat(first.get("ExportStatus").textValue()).isEqualTo("IN_PROGRESS");
    assertThat(tester.refusal("ExportTableToPointInTime", order.put("S3Prefix", "other")))
        .startsWith("ExportConflictException");
    assertThat(tester.refusal("DescribeExport", "{'ExportArn': 'none'}"))
        .startsWith("ExportNotFoundException");
  }

  @Test
  void failsWithoutABucket() throws Exception {
    tester.makeTable("homeless");
    recover("homeless", true);

    JsonNode export = finished(order("homeless", "no-such-bucket"));

    assertThat(export.get("ExportStatus").textValue()).isEqualTo("FAILED");
    assertThat(export.get("FailureCode").textValue()).isEqualTo("S3NoSuchBucket");
  }

  private static String named(String table) {
    return "{'TableName': '" + table + "'}";
  }

  private static JsonNode recover(String table, boolean enabled) {
    return recovery(
        tester.call(
            "UpdateContinuousBackups",
            """
            {'TableName': '%s', 'PointInTimeRecoverySpecification':
              {'PointInTimeRecoveryEnabled': %b}}\
            """
                .formatted(table, enabled)));
  }

  private static JsonNode recovery(JsonNode answer) {
    assertThat(answer.at("/ContinuousBackupsDescription/ContinuousBackupsStatus").textValue())
        .isEqualTo("ENABLED");
    return answer.at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription");
  }

  private static ObjectNode order(String table, String bucket) {
    return json("{}")
        .put("TableArn", "arn:aws:dynamodb:us-east-1:123456789012:table/" + table)
        .put("S3Bucket", bucket);
  }

  private static JsonNode finished(ObjectNode order) throws InterruptedException {
    JsonNode asked = tester.call("ExportTableToPointInTime", order).get("ExportDescription");
    ObjectNode describe = json("{}").set("ExportArn", asked.get("ExportArn"));
    JsonNode export = tester.call("DescribeExport", describe).get("ExportDescription");
    assertThat(export.get("ExportStatus").textValue()).isEqualTo("IN_PROGRESS");
    for (int tries = 0; tries < 600 && isUnderWay(export); tries++) {
      Thread.sleep(50);
      export = tester.call("DescribeExport", describe).get("ExportDescription");
    }
    return export;
  }

  private static boolean isUnderWay(JsonNode export) {
    return export.get("ExportStatus").textValue().equals("IN_PROGRESS");
  }

  private static byte[] read(String key) {
    return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asByteArray();
  }

  private static List<JsonNode> files(JsonNode export) {
    String manifest = export.get("ExportManifest").textValue();
    return lines(read(manifest.replace("manifest-summary", "manifest-files")));
  }

  private static List<JsonNode> items(JsonNode export) throws IOException {
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode file : files(export)) {
      byte[] data = read(file.get("dataFileS3Key").textValue());
      List<JsonNode> part =
          lines(new GZIPInputStream(new ByteArrayInputStream(data)).readAllBytes());
      assertThat(part).hasSize(file.get("itemCount").intValue());
      items.addAll(part);
    }
    return items;
  }

  private static List<JsonNode> lines(byte[] bytes) {
    return new String(bytes, UTF_8)
        .lines()
        .map(DynamoTester::json)
        .map(JsonNode.class::cast)
        .toList();
  }

  private static String md5(byte[] bytes) throws Exception {
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
  }
}
