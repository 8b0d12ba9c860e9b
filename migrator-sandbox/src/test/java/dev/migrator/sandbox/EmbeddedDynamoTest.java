package dev.migrator.sandbox;

import static dev.migrator.sandbox.DynamoTester.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.sandbox.dynamo.Fault;
import dev.migrator.sandbox.dynamo.Segments;
import dev.migrator.sandbox.dynamo.Settings;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  void aTableIsCreatingInTheFirstAnswerAndThenActive() {
    tester.call(
        "CreateTable",
        """
        {'TableName': 'T.1', 'BillingMode': 'PAY_PER_REQUEST', 'TableClass': 'STANDARD',
         'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
         'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}],
         'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': 'NEW_IMAGE'},
         'SSESpecification': {'Enabled': true, 'SSEType': 'KMS'},
         'OnDemandThroughput': {'MaxReadRequestUnits': 7, 'MaxWriteRequestUnits': -1},
         'DeletionProtectionEnabled': true, 'Tags': [{'Key': 'a', 'Value': 'b'}]}\
        """);

    assertThat(tester.refusedPut("T.1", "{'pk': {'S': 'a'}}"))
        .isEqualTo("ResourceNotFoundException: Requested resource not found");
    assertThat(tester.refusal("DeleteTable", "{'TableName': 'T.1'}"))
        .isEqualTo(
            "ResourceInUseException: Attempt to change a resource which is still in use: Table is"
                + " being created: T.1");
    assertThat(tester.table("T.1").get("TableStatus").textValue()).isEqualTo("CREATING");
    JsonNode table = tester.table("T.1");
    assertThat(table.get("TableStatus").textValue()).isEqualTo("ACTIVE");
    assertThat(table.get("CreationDateTime").isNumber()).isTrue();
    assertThat(table.get("TableArn").textValue())
        .isEqualTo("arn:aws:dynamodb:us-east-1:123456789012:table/T.1");
    assertThat(table.get("LatestStreamArn").textValue())
        .isEqualTo(
            table.get("TableArn").textValue()
                + "/stream/"
                + table.get("LatestStreamLabel").textValue());
    assertThat(table.at("/SSEDescription/SSEType").textValue()).isEqualTo("KMS");
    assertThat(table.at("/BillingModeSummary/BillingMode").textValue())
        .isEqualTo("PAY_PER_REQUEST");
    assertThat(table.get("OnDemandThroughput")).isEqualTo(json("{'MaxReadRequestUnits': 7}"));
    assertThat(table.at("/ProvisionedThroughput/ReadCapacityUnits").longValue()).isZero();
    assertThat(table.at("/TableClassSummary/TableClass").textValue()).isEqualTo("STANDARD");
    assertThat(tester.refusal("DeleteTable", "{'TableName': 'T.1'}"))
        .contains("currently protected against deletion");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'TableName': 'ab' | Value 'ab' at 'tableName' failed to satisfy constraint: Member must"
            + " have length greater than or equal to 3",
        "'TableName': 'a b c' | Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
        "'BillingMode': 'FREE' | at 'billingMode' failed to satisfy constraint",
        "'BillingMode': 'PROVISIONED' | ReadCapacityUnits and WriteCapacityUnits must both be",
        "'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1} | Neither"
            + " ReadCapacityUnits nor WriteCapacityUnits can be specified",
        "'ProvisionedThroughput': {'ReadCapacityUnits': 0, 'WriteCapacityUnits': 1} | Value '0' at"
            + " 'provisionedThroughput.readCapacityUnits'",
        "'KeySchema': [{'AttributeName': 'x', 'KeyType': 'HASH'}] | Some index key attributes are"
            + " not defined in AttributeDefinitions. Keys: [x], AttributeDefinitions: [pk]",
        "'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'RANGE'}] | The first KeySchemaElement"
            + " is not a HASH key type",
        "'KeySchema': [] | at 'keySchema' failed to satisfy constraint",
        "'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}, {'AttributeName':"
            + " 'x', 'AttributeType': 'S'}] | Number of attributes in KeySchema does not exactly"
            + " match",
        "'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'M'}] | Member must"
            + " satisfy enum value set: [B, N, S]",
        "'GlobalSecondaryIndexes': [] | List of GlobalSecondaryIndexes is empty",
        "'StreamSpecification': {'StreamEnabled': true} | UpdateViewType is required",
        "'TableClass': 'GOLD' | Invalid table-class parameter provided",
        "'Tags': [{'Key': 'aws:x', 'Value': ''}] | Tag Key cannot be prefixed with aws:, Key: aws:x"
      })
  void refusesTablesThatDynamoDbRefuses(String member, String words) {
    ObjectNode request =
        json(
            """
            {'TableName': 'T.1', 'BillingMode': 'PAY_PER_REQUEST',
             'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
             'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}]}\
            """);
    request.setAll(json("{" + member + "}"));

    assertThat(tester.refusal("CreateTable", request))
        .startsWith("ValidationException: ")
        .contains(words);
  }

  @Test
  void refusesATableThatIsThere() {
    tester.makeTable("twice");

    assertThat(
            tester.refusal(
                "CreateTable",
                """
                {'TableName': 'twice', 'BillingMode': 'PAY_PER_REQUEST',
                 'AttributeDefinitions': [{'AttributeName': 'pk', 'AttributeType': 'S'}],
                 'KeySchema': [{'AttributeName': 'pk', 'KeyType': 'HASH'}]}\
                """))
        .isEqualTo("ResourceInUseException: Table already exists: twice");
  }

  @Test
  void listsTablesInPages() {
    for (String name : List.of("bbb", "Ccc", "aaa")) {
      tester.makeTable(name);
    }

    JsonNode first = tester.call("ListTables", "{'Limit': 2}");
    assertThat(first.get("TableNames")).isEqualTo(json("{'x': ['Ccc', 'aaa']}").get("x"));
    assertThat(first.get("LastEvaluatedTableName").textValue()).isEqualTo("aaa");
    JsonNode second = tester.call("ListTables", "{'ExclusiveStartTableName': 'aaa'}");
    assertThat(second).isEqualTo(json("{'TableNames': ['bbb']}"));
    assertThat(tester.refusal("ListTables", "{'Limit': 101}"))
        .contains("less than or equal to 100");
  }

  @Test
  void aDeletedTableIsSeenOnceMore() {
    tester.makeTable("gone");

    JsonNode answer = tester.call("DeleteTable", "{'TableName': 'gone'}");
    assertThat(answer.at("/TableDescription/TableStatus").textValue()).isEqualTo("DELETING");
    assertThat(tester.table("gone").get("TableStatus").textValue()).isEqualTo("DELETING");
    assertThat(tester.refusal("DescribeTable", "{'TableName': 'gone'}"))
        .isEqualTo(
            "ResourceNotFoundException: Requested resource not found: Table: gone not found");
  }

  @Test
  void addsAndDropsIndexesOneAtATime() {
    tester.makeIndexedTable("indexed", 10);
    String create =
        """
        {'Create': {'IndexName': '%s', 'KeySchema': [{'AttributeName': 'n', 'KeyType': 'HASH'}],
         'ProvisionedThroughput': {'ReadCapacityUnits': 1, 'WriteCapacityUnits': 1},
         'Projection': {'ProjectionType': 'INCLUDE', 'NonKeyAttributes': ['x']}}}\
        """;
    String update =
        """
        {'TableName': 'indexed', 'AttributeDefinitions':
           [{'AttributeName': 'n', 'AttributeType': 'N'}], 'GlobalSecondaryIndexUpdates': [%s]}\
        """;
    String one = update.formatted(create.formatted("one"));

    assertThat(
            tester.refusal(
                "UpdateTable",
                update.formatted(create.formatted("one") + "," + create.formatted("two"))))
        .startsWith("LimitExceededException: Subscriber limit exceeded: Only 1 online index");
    JsonNode answer = tester.call("UpdateTable", one).get("TableDescription");
    assertThat(answer.get("TableStatus").textValue()).isEqualTo("UPDATING");
    assertThat(answer.at("/GlobalSecondaryIndexes/1/IndexStatus").textValue())
        .isEqualTo("CREATING");
    assertThat(tester.refusal("UpdateTable", one))
        .startsWith("ResourceInUseException: ")
        .endsWith("Table is being updated: indexed");
    tester.settle("indexed");
    assertThat(tester.table("indexed").at("/GlobalSecondaryIndexes/1/IndexStatus").textValue())
        .isEqualTo("ACTIVE");
    assertThat(tester.table("indexed").get("AttributeDefinitions")).hasSize(5);
    tester.call("UpdateTable", update.formatted("{'Delete': {'IndexName': 'one'}}"));
    tester.settle("indexed");
    assertThat(tester.table("indexed").get("GlobalSecondaryIndexes")).hasSize(1);
    assertThat(tester.table("indexed").get("AttributeDefinitions")).hasSize(4);
  }

  @Test
  void changesThroughputAndBilling() {
    tester.makeIndexedTable("billed", 10);

    assertThat(
            tester.refusal(
                "UpdateTable",
                """
                {'TableName': 'billed', 'ProvisionedThroughput':
                  {'ReadCapacityUnits': 10, 'WriteCapacityUnits': 10}}\
                """))
        .contains("The provisioned throughput for the table will not change.");
    tester.call(
        "UpdateTable",
        """
        {'TableName': 'billed', 'ProvisionedThroughput':
          {'ReadCapacityUnits': 9, 'WriteCapacityUnits': 10}}\
        """);
    assertThat(
            tester.table("billed").at("/ProvisionedThroughput/NumberOfDecreasesToday").intValue())
        .isEqualTo(1);
    tester.call("UpdateTable", "{'TableName': 'billed', 'BillingMode': 'PAY_PER_REQUEST'}");
    tester.settle("billed");
    assertThat(
            tester.refusal("UpdateTable", "{'TableName': 'billed', 'BillingMode': 'PROVISIONED'}"))
        .contains("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
    assertThat(tester.refusal("UpdateTable", "{'TableName': 'billed'}"))
        .contains("At least one of ProvisionedThroughput, BillingMode");
    tester.call("UpdateTable", "{'TableName': 'billed', 'DeletionProtectionEnabled': true}");
    assertThat(tester.table("billed").get("DeletionProtectionEnabled").booleanValue()).isTrue();
  }

  @Test
  void keepsItemsAsTheyAreAndNumbersPlain() {
    tester.makeTable("items");
    String item =
        """
        {'pk': {'S': 'a'}, 's': {'S': ''}, 'nul': {'S': 'x\\u0000y'}, 'n': {'N': '%s'},
         'b': {'B': ''}, 'ss': {'SS': ['', 'x']}, 'ns': {'NS': ['%s', '0']}, 'bs': {'BS': ['AA==']},
         'm': {'M': {'': {'NULL': true}}}, 'l': {'L': [{'BOOL': false}, {'L': []}]}}\
        """;
    tester.put("items", item.formatted("-0012.3400e3", "1E-5"));

    JsonNode answer =
        tester.call(
            "GetItem",
            """
            {'TableName': 'items', 'Key': {'pk': {'S': 'a'}}, 'ReturnConsumedCapacity': 'TOTAL'}\
            """);

    assertThat(answer.get("Item")).isEqualTo(json(item.formatted("-12340", "0.00001")));
    assertThat(answer.at("/ConsumedCapacity/CapacityUnits").doubleValue()).isEqualTo(0.5);
    assertThat(tester.table("items").get("ItemCount").intValue()).isEqualTo(1);
    JsonNode deleted =
        tester.call(
            "DeleteItem",
            """
            {'TableName': 'items', 'Key': {'pk': {'S': 'a'}}, 'ReturnValues': 'ALL_OLD'}\
            """);
    assertThat(deleted.at("/Attributes/n/N").textValue()).isEqualTo("-12340");
    assertThat(tester.table("items").get("TableSizeBytes").longValue()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'x': {'S': 'a'}} | One or more parameter values were invalid: Missing the key pk in the"
            + " item",
        "{'pk': {'N': '1'}} | Type mismatch for key pk expected: S actual: N",
        "{'pk': {'S': ''}} | cannot contain an empty string value. Key: pk",
        "{'pk': {'S': 'a'}, 'x': {}} | Supplied AttributeValue is empty",
        "{'pk': {'S': 'a'}, 'x': {'S': 'a', 'N': '1'}} | more than one datatypes set",
        "{'pk': {'S': 'a'}, 'x': {'SS': []}} | An string set  may not be empty",
        "{'pk': {'S': 'a'}, 'x': {'SS': ['a', 'a']}} | Input collection [a, a] contains"
            + " duplicates.",
        "{'pk': {'S': 'a'}, 'x': {'NS': ['1', '1.0']}} | Input collection contains duplicates",
        "{'pk': {'S': 'a'}, 'x': {'NULL': false}} | Null attribute value types must have the value"
            + " of true",
        "{'pk': {'S': 'a'}, 'x': {'N': ''}} | cannot be converted to a numeric value",
        "{'pk': {'S': 'a'}, 'x': {'N': '0x1'}} | cannot be converted to a numeric value: 0x1",
        "{'pk': {'S': 'a'}, 'x': {'N': '1E126'}} | Number overflow",
        "{'pk': {'S': 'a'}, 'x': {'N': '-1E-131'}} | Number underflow",
        "{'pk': {'S': 'a'}, 'x': {'N': '123456789012345678901234567890123456789'}} | more than 38"
            + " significant digits"
      })
  void refusesItemsThatDynamoDbRefuses(String item, String words) {
    tester.makeTable("strict");

    assertThat(tester.refusedPut("strict", item))
        .startsWith("ValidationException: ")
        .contains(words);
  }

  @Test
  void takesNumbersAtTheLimits() {
    tester.makeTable("numbers");

    tester.put(
        "numbers",
        "{'pk': {'S': 'a'}, 'x': {'N': '-9.9999999999999999999999999999999999999E125'}}");
    tester.put("numbers", "{'pk': {'S': 'a'}, 'x': {'N': '1E-130'}}");
    tester.put("numbers", "{'pk': {'S': 'a'}, 'x': {'N': '0E999'}}");
  }

  @Test
  void limitsSizesAndNesting() {
    tester.makeTable("sizes");
    String item = "{'pk': {'S': 'a'}, 'x': {'S': '%s'}}";

    // 2 + 1 for the key, 1 for the name
    tester.put("sizes", item.formatted("x".repeat(409_600 - 4)));
    assertThat(tester.table("sizes").get("TableSizeBytes").longValue()).isEqualTo(409_600);
    assertThat(tester.refusedPut("sizes", item.formatted("x".repeat(409_600 - 3))))
        .isEqualTo("ValidationException: Item size has exceeded the maximum allowed size");
    assertThat(tester.refusedPut("sizes", "{'pk': {'S': '%s'}}".formatted("x".repeat(2049))))
        .contains("Size of hashkey has exceeded the maximum size limit of2048 bytes");
    tester.put("sizes", nested(31));
    assertThat(tester.refusedPut("sizes", nested(32)))
        .contains("Nesting Levels have exceeded supported limits");
  }

  @Test
  void holdsItemsToItsIndexesToo() {
    tester.makeIndexedTable("held", 100);
    String item = "{'pk': {'S': 'a'}, 'sk': {'N': '1'}, %s}";

    tester.put("held", item.formatted("'gk': {'S': 'x'}, 'lk': {'B': 'AA=='}"));
    assertThat(tester.refusedPut("held", item.formatted("'gk': {'N': '1'}")))
        .isEqualTo(
            "ValidationException: One or more parameter values were invalid: Type mismatch for"
                + " Index Key gk Expected: S Actual: N IndexName: global");
    assertThat(tester.refusedPut("held", item.formatted("'gk': {'S': ''}")))
        .endsWith("cannot contain an empty string value. IndexName: global, IndexKey: gk");
    assertThat(tester.refusedPut("held", item.formatted("'lk': {'B': ''}")))
        .endsWith("cannot contain an empty binary value. IndexName: local, IndexKey: lk");
    assertThat(tester.table("held").at("/GlobalSecondaryIndexes/0/ItemCount").intValue())
        .isEqualTo(1);
  }

  @Test
  void refusesConditionsRatherThanIgnoreThem() {
    tester.makeTable("plain");

    assertThat(
            tester.refusal(
                "PutItem",
                """
                {'TableName': 'plain', 'Item': {'pk': {'S': 'a'}},
                 'ConditionExpression': 'attribute_not_exists(pk)'}\
                """))
        .startsWith("ValidationException: ConditionExpression of PutItem is not supported");
    assertThat(
            tester.refusal(
                "GetItem", "{'TableName': 'plain', 'Key': {'pk': {'S': 'a'}, 'x': {'S': 'b'}}}"))
        .isEqualTo("ValidationException: The provided key element does not match the schema");
  }

  @Test
  void writesBatchesWholeOrNotAtAll() {
    tester.makeTable("batch");
    ObjectNode answer =
        tester.call("BatchWriteItem", batch("batch", 0, 25).put("ReturnConsumedCapacity", "TOTAL"));

    assertThat(answer.get("UnprocessedItems")).isEmpty();
    assertThat(answer.at("/ConsumedCapacity/0/CapacityUnits").intValue()).isEqualTo(25);
    assertThat(tester.refusal("BatchWriteItem", batch("batch", 0, 26)))
        .isEqualTo("ValidationException: Too many items requested for the BatchWriteItem call");
    ObjectNode twice = batch("batch", 100, 2);
    ((ArrayNode) twice.at("/RequestItems/batch")).add(twice.at("/RequestItems/batch/0"));
    assertThat(tester.refusal("BatchWriteItem", twice))
        .isEqualTo("ValidationException: Provided list of item keys contains duplicates");
    assertThat(tester.refusal("BatchWriteItem", batch("nowhere", 0, 1)))
        .isEqualTo("ResourceNotFoundException: Requested resource not found");
    assertThat(tester.refusal("BatchWriteItem", "{'RequestItems': {'batch': []}}"))
        .startsWith("ValidationException: 1 validation error detected");
    assertThat(tester.table("batch").get("ItemCount").intValue()).isEqualTo(25);
    tester.call(
        "BatchWriteItem",
        "{'RequestItems': {'batch': [{'DeleteRequest': {'Key': {'pk': {'S': 'k1'}}}}]}}");
    assertThat(tester.table("batch").get("ItemCount").intValue()).isEqualTo(24);
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
        .isNotEqualTo(java.util.Optional.of(Long.toString(checksum.getValue())));
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

  private static String nested(int maps) {
    return "{'pk': {'S': 'a'}, 'x': "
        + "{'M': {'n': ".repeat(maps)
        + "{'S': 'leaf'}"
        + "}}".repeat(maps)
        + "}";
  }

  /// Puts of keys from `k<from>` on.
  private static ObjectNode batch(String table, int from, int count) {
    ObjectNode request = json("{'RequestItems': {'" + table + "': []}}");
    ArrayNode writes = (ArrayNode) request.at("/RequestItems/" + table);
    for (int number = from; number < from + count; number++) {
      writes.add(json("{'PutRequest': {'Item': {'pk': {'S': 'k%d'}}}}".formatted(number)));
    }
    return request;
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
