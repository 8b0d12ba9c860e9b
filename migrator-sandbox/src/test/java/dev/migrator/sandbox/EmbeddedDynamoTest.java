package dev.migrator.sandbox;

import static dev.migrator.sandbox.DynamoTester.batch;
import static dev.migrator.sandbox.DynamoTester.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.sandbox.dynamo.Fault;
import dev.migrator.sandbox.dynamo.Settings;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EmbeddedDynamoTest {
  private final EmbeddedDynamo dynamo = EmbeddedDynamo.start();
  private final DynamoTester tester = new DynamoTester(dynamo);

  @AfterEach
  void close() {
    tester.close();
    dynamo.close();
  }

  @Test
  void wantsASignatureAndKnowsItsOperations() {
    HttpRequest unsigned =
        HttpRequest.newBuilder(dynamo.endpoint())
            .header("X-Amz-Target", "DynamoDB_20120810.ListTables")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    HttpResponse<byte[]> answer = tester.send(unsigned);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(new String(answer.body(), UTF_8)).contains("MissingAuthenticationTokenException");
    assertThat(tester.refusal("Frobnicate", "{}")).startsWith("UnknownOperationException");
    assertThat(tester.refusal("ExportTableToPointInTime", "{}"))
        .startsWith("UnknownOperationException");
    assertThat(tester.refusal("UpdateContinuousBackups", "{}"))
        .startsWith("UnknownOperationException");
    assertThat(tester.send("DynamoDB_20120810.ListTables", "{").statusCode()).isEqualTo(400);
    assertThat(tester.refusal("ListTables", "{'Limit': 'x'}"))
        .isEqualTo("SerializationException: STRING_VALUE cannot be converted to Long");
  }

  @Test
  void throttlesWhatIsProvisioned() {
    try (EmbeddedDynamo slow =
            EmbeddedDynamo.start(Settings.behaving().withBurst(Duration.ofSeconds(3)));
        DynamoTester its = new DynamoTester(slow)) {
      its.makeIndexedTable("slow", 1);
      ObjectNode writes = json("{'RequestItems': {'slow': []}}");
      ArrayNode list = (ArrayNode) writes.at("/RequestItems/slow");
      for (int number = 0; number < 5; number++) {
        list.add(
            json(
                "{'PutRequest': {'Item': {'pk': {'S': 'a'}, 'sk': {'N': '%d'}}}}"
                    .formatted(number)));
      }

      JsonNode left = its.call("BatchWriteItem", writes).at("/UnprocessedItems/slow");
      assertThat(left).hasSize(2);
      assertThat(left.get(0)).isEqualTo(list.get(3));
      assertThat(refusalInTheEnd(its, "BatchWriteItem", writes))
          .contains("The level of configured");
      assertThat(refusalInTheEnd(its, "Scan", json("{'TableName': 'slow'}")))
          .contains("ProvisionedThroughputExceededException");
    }
  }

  @Test
  void misbehavesWhenToldTo() {
    tester.makeTable("faulty");
    String list = "DynamoDB_20120810.ListTables";

    dynamo.follow(
        (operation, request, number) -> new Fault.Refuse(500, "InternalServerError", "!"));
    HttpResponse<byte[]> refused = tester.send(list, "{}");
    assertThat(refused.statusCode()).isEqualTo(500);
    assertThat(new String(refused.body(), UTF_8))
        .isEqualTo(
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\",\"message\":\"!\"}");
    dynamo.follow((operation, request, number) -> new Fault.Drop());
    assertThatThrownBy(() -> tester.send(list, "{}")).isInstanceOf(UncheckedIOException.class);
    dynamo.follow((operation, request, number) -> new Fault.CutShort());
    assertThatThrownBy(() -> tester.send(list, "{}")).isInstanceOf(UncheckedIOException.class);
    dynamo.follow((operation, request, number) -> new Fault.WrongChecksum());
    HttpResponse<byte[]> wrong = tester.send(list, "{}");
    CRC32 checksum = new CRC32();
    checksum.update(wrong.body());
    assertThat(wrong.headers().firstValue("x-amz-crc32"))
        .isPresent()
        .isNotEqualTo(Optional.of(Long.toString(checksum.getValue())));
    dynamo.follow((operation, request, number) -> new Fault.Unprocessed(3));
    assertThat(tester.call("BatchWriteItem", batch("faulty", 0, 7)).at("/UnprocessedItems/faulty"))
        .hasSize(3);
    dynamo.follow((operation, request, number) -> new Fault.LoseAnswer());
    assertThatThrownBy(() -> tester.put("faulty", "{'pk': {'S': 'lost'}}"))
        .isInstanceOf(UncheckedIOException.class);
    dynamo.follow((operation, request, number) -> null);
    assertThat(tester.table("faulty").get("ItemCount").intValue()).isEqualTo(5);
  }

  @Test
  void keepsTimeToLiveAndTellsOfItsSwitching() {
    tester.makeTable("expiring");
    String update =
        """
        {'TableName': 'expiring',
         'TimeToLiveSpecification': {'Enabled': %s, 'AttributeName': '%s'}}\
        """;

    assertThat(tester.refusal("UpdateTimeToLive", update.formatted("false", "at")))
        .isEqualTo("ValidationException: TimeToLive is already disabled");
    tester.call("UpdateTimeToLive", update.formatted("true", "at"));
    assertThat(tester.refusal("UpdateTimeToLive", update.formatted("true", "at")))
        .isEqualTo("ValidationException: TimeToLive is already enabled");
    assertThat(tester.refusal("UpdateTimeToLive", update.formatted("true", "other")))
        .endsWith("TimeToLive is active on a different AttributeName: current AttributeName is at");
    String describe = "{'TableName': 'expiring'}";
    assertThat(tester.call("DescribeTimeToLive", describe).findValuesAsText("TimeToLiveStatus"))
        .containsExactly("ENABLING");
    assertThat(tester.call("DescribeTimeToLive", describe))
        .isEqualTo(
            json(
                "{'TimeToLiveDescription': {'TimeToLiveStatus': 'ENABLED', 'AttributeName': 'at'}}"));
  }

  @Test
  void keepsTagsTenToAPage() {
    tester.makeTable("tagged");
    String arn = tester.table("tagged").get("TableArn").textValue();
    ObjectNode request = json("{'ResourceArn': '" + arn + "', 'Tags': []}");
    for (int number = 0; number < 12; number++) {
      request.withArray("Tags").add(json("{'Key': 'k%02d', 'Value': 'v'}".formatted(number)));
    }
    tester.call("TagResource", request);
    tester.call("UntagResource", "{'ResourceArn': '" + arn + "', 'TagKeys': ['k05']}");

    ObjectNode first = tester.call("ListTagsOfResource", "{'ResourceArn': '" + arn + "'}");
    assertThat(first.get("Tags")).hasSize(10);
    ObjectNode second =
        tester.call(
            "ListTagsOfResource",
            "{'ResourceArn': '%s', 'NextToken': '%s'}"
                .formatted(arn, first.get("NextToken").textValue()));
    assertThat(second).isEqualTo(json("{'Tags': [{'Key': 'k11', 'Value': 'v'}]}"));
    assertThat(tester.refusal("ListTagsOfResource", "{'ResourceArn': 'tagged'}"))
        .contains("ARNs must start with 'arn:': tagged");
    assertThat(tester.refusal("ListTagsOfResource", "{'ResourceArn': '" + arn + "2'}"))
        .startsWith("ResourceNotFoundException: Requested resource not found: ResourcArn: ");
  }

  @Test
  void keepsPoliciesAndHasNoOtherSidecars() {
    tester.makeTable("policed");
    String arn = tester.table("policed").get("TableArn").textValue();
    String get = "{'ResourceArn': '" + arn + "'}";

    assertThat(tester.refusal("GetResourcePolicy", get)).startsWith("PolicyNotFoundException: ");
    tester.call("PutResourcePolicy", "{'ResourceArn': '" + arn + "', 'Policy': '{}'}");
    assertThat(tester.call("GetResourcePolicy", get).get("Policy").textValue()).isEqualTo("{}");
    String name = "{'TableName': 'policed'}";
    assertThat(
            tester
                .call("DescribeKinesisStreamingDestination", name)
                .get("KinesisDataStreamDestinations"))
        .isEmpty();
    assertThat(
            tester
                .call("DescribeContributorInsights", name)
                .get("ContributorInsightsStatus")
                .textValue())
        .isEqualTo("DISABLED");
  }

  @Test
  void keepsTargetsAndPoliciesOfAutoScaling() {
    String service = "AnyScaleFrontendService.";
    ObjectNode target =
        json(
            """
            {'ServiceNamespace': 'dynamodb', 'ResourceId': 'table/scaled',
             'ScalableDimension': 'dynamodb:table:ReadCapacityUnits'}\
            """);
    ObjectNode policy =
        target
            .deepCopy()
            .put("PolicyName", "p")
            .put("PolicyType", "TargetTrackingScaling")
            .set(
                "TargetTrackingScalingPolicyConfiguration",
                json(
                    """
                    {'TargetValue': 70.0, 'PredefinedMetricSpecification':
                      {'PredefinedMetricType': 'DynamoDBReadCapacityUtilization'}}\
                    """));

    HttpResponse<byte[]> early = tester.send(service + "PutScalingPolicy", policy.toString());
    assertThat(early.statusCode()).isEqualTo(400);
    assertThat(new String(early.body(), UTF_8)).contains("\"ObjectNotFoundException\"");
    tester.target(
        service + "RegisterScalableTarget",
        target.deepCopy().put("MinCapacity", 5).put("MaxCapacity", 50));
    tester.target(service + "RegisterScalableTarget", target.deepCopy().put("MaxCapacity", 60));
    tester.target(service + "PutScalingPolicy", policy);
    JsonNode targets =
        tester.target(
            service + "DescribeScalableTargets",
            json("{'ServiceNamespace': 'dynamodb', 'ResourceIds': ['table/scaled']}"));
    assertThat(targets.at("/ScalableTargets/0/MinCapacity").intValue()).isEqualTo(5);
    assertThat(targets.at("/ScalableTargets/0/MaxCapacity").intValue()).isEqualTo(60);
    JsonNode policies =
        tester.target(
            service + "DescribeScalingPolicies",
            json("{'ServiceNamespace': 'dynamodb', 'ResourceId': 'table/scaled'}"));
    assertThat(
            policies.at("/ScalingPolicies/0/TargetTrackingScalingPolicyConfiguration/TargetValue"))
        .isEqualTo(json("{'x': 70.0}").get("x"));
    assertThat(
            tester
                .target(
                    service + "DescribeScalableTargets",
                    json("{'ServiceNamespace': 'dynamodb', 'ResourceIds': ['table/other']}"))
                .get("ScalableTargets"))
        .isEmpty();
  }

  /// Capacity comes in while the test runs.
  private static String refusalInTheEnd(DynamoTester tester, String operation, JsonNode request) {
    HttpResponse<byte[]> answer;
    int tries = 0;
    do {
      answer = tester.send("DynamoDB_20120810." + operation, request.toString());
    } while (answer.statusCode() == 200 && ++tries < 100);
    return new String(answer.body(), UTF_8);
  }
}
