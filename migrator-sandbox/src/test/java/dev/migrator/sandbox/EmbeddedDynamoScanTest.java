package dev.migrator.sandbox;

import static dev.migrator.sandbox.DynamoTester.batch;
import static dev.migrator.sandbox.DynamoTester.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.sandbox.dynamo.Segments;
import dev.migrator.sandbox.dynamo.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class EmbeddedDynamoScanTest {
  private final EmbeddedDynamo dynamo = EmbeddedDynamo.start();
  private final DynamoTester tester = new DynamoTester(dynamo);

  @AfterEach
  void close() {
    tester.close();
    dynamo.close();
  }

  @Test
  void scansInPagesOfALimit() {
    tester.makeTable("pages");
    tester.call("BatchWriteItem", batch("pages", 0, 25));

    List<JsonNode> pages = scan("{'TableName': 'pages', 'Limit': 10}");
    assertThat(pages.stream().map(page -> page.get("Count").intValue())).containsExactly(10, 10, 5);
    assertThat(keys(pages)).hasSize(25).doesNotHaveDuplicates();
    JsonNode count = tester.call("Scan", "{'TableName': 'pages', 'Select': 'COUNT'}");
    assertThat(count).isEqualTo(json("{'Count': 25, 'ScannedCount': 25}"));
    assertThat(tester.refusal("Scan", "{'TableName': 'pages', 'Limit': 0}"))
        .contains("'limit' failed to satisfy constraint");
    assertThat(
            tester.refusal(
                "Scan", "{'TableName': 'pages', 'ExclusiveStartKey': {'x': {'S': 'a'}}}"))
        .isEqualTo(
            "ValidationException: The provided starting key is invalid: The provided key element"
                + " does not match the schema");
    assertThat(tester.refusal("Scan", "{'TableName': 'pages', 'FilterExpression': 'a = b'}"))
        .contains("not supported");
  }

  @Test
  void scansInPagesOfAMegabyte() {
    tester.makeTable("large");
    for (int number = 0; number < 5; number++) {
      tester.put(
          "large", "{'pk': {'S': 'k%d'}, 'x': {'S': '%s'}}".formatted(number, "x".repeat(400_000)));
    }

    List<JsonNode> pages = scan("{'TableName': 'large', 'ReturnConsumedCapacity': 'TOTAL'}");
    assertThat(pages.stream().map(page -> page.get("Count").intValue())).containsExactly(3, 2);
    assertThat(pages.getFirst().at("/ConsumedCapacity/CapacityUnits").doubleValue())
        .isEqualTo(Math.ceilDiv(3 * 400_005, 4096) / 2.0);
  }

  @Test
  void segmentsAreDisjointAndComplete() {
    tester.makeTable("segments");
    for (int from = 0; from < 200; from += 25) {
      tester.call("BatchWriteItem", batch("segments", from, 25));
    }

    List<String> all = new ArrayList<>();
    for (int segment = 0; segment < 4; segment++) {
      List<String> keys =
          keys(
              scan(
                  "{'TableName': 'segments', 'Limit': 7, 'Segment': %d, 'TotalSegments': 4}"
                      .formatted(segment)));
      assertThat(keys).hasSizeBetween(20, 80);
      all.addAll(keys);
    }
    assertThat(all).hasSize(200).doesNotHaveDuplicates();
    assertThat(
            tester.refusal("Scan", "{'TableName': 'segments', 'Segment': 4, 'TotalSegments': 4}"))
        .contains("The Segment parameter is zero-based");
    assertThat(tester.refusal("Scan", "{'TableName': 'segments', 'Segment': 1}"))
        .contains("The TotalSegments parameter is required");
  }

  @Test
  void segmentsAreIgnoredWhenToldSo() {
    try (EmbeddedDynamo other =
            EmbeddedDynamo.start(Settings.behaving().withSegments(Segments.IGNORED));
        DynamoTester its = new DynamoTester(other)) {
      its.makeTable("whole");
      its.call("BatchWriteItem", batch("whole", 0, 25));

      assertThat(
              its.call("Scan", "{'TableName': 'whole', 'Segment': 1, 'TotalSegments': 4}")
                  .get("Count")
                  .intValue())
          .isEqualTo(25);
    }
  }

  @Test
  void queriesOnePartitionInOrder() {
    tester.makeIndexedTable("sorted", 100);
    for (String number : List.of("10", "9", "-1")) {
      tester.put("sorted", "{'pk': {'S': 'a'}, 'sk': {'N': '" + number + "'}}");
    }
    tester.put("sorted", "{'pk': {'S': 'b'}, 'sk': {'N': '0'}}");

    JsonNode answer =
        tester.call(
            "Query",
            """
            {'TableName': 'sorted', 'KeyConditionExpression': '#k = :v',
             'ExpressionAttributeNames': {'#k': 'pk'},
             'ExpressionAttributeValues': {':v': {'S': 'a'}}}\
            """);
    assertThat(answer.get("Items").findValuesAsText("N")).containsExactly("-1", "9", "10");
  }

  private List<JsonNode> scan(String request) {
    List<JsonNode> pages = new ArrayList<>();
    ObjectNode next = json(request);
    Set<JsonNode> starts = new HashSet<>();
    do {
      JsonNode page = tester.call("Scan", next);
      pages.add(page);
      next.set("ExclusiveStartKey", page.get("LastEvaluatedKey"));
    } while (next.hasNonNull("ExclusiveStartKey") && starts.add(next.get("ExclusiveStartKey")));
    return pages;
  }

  private static List<String> keys(List<JsonNode> pages) {
    return pages.stream()
        .flatMap(page -> page.get("Items").findValuesAsText("S").stream())
        .toList();
  }
}
