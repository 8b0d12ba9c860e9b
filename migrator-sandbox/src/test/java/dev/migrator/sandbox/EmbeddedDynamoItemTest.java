package dev.migrator.sandbox;

import static dev.migrator.sandbox.DynamoTester.batch;
import static dev.migrator.sandbox.DynamoTester.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EmbeddedDynamoItemTest {
  private final EmbeddedDynamo dynamo = EmbeddedDynamo.start();
  private final DynamoTester tester = new DynamoTester(dynamo);

  @AfterEach
  void close() {
    tester.close();
    dynamo.close();
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
    assertThat(
            tester.refusal(
                "BatchWriteItem",
                "{'RequestItems': {'batch': [{'PutRequest': {'Item': {'x': {'S': 'a'}}}}]}}"))
        .isEqualTo("ValidationException: The provided key element does not match the schema");
    assertThat(tester.refusal("BatchWriteItem", "{'RequestItems': {'batch': []}}"))
        .startsWith("ValidationException: 1 validation error detected");
    assertThat(tester.table("batch").get("ItemCount").intValue()).isEqualTo(25);
    tester.call(
        "BatchWriteItem",
        "{'RequestItems': {'batch': [{'DeleteRequest': {'Key': {'pk': {'S': 'k1'}}}}]}}");
    assertThat(tester.table("batch").get("ItemCount").intValue()).isEqualTo(24);
  }

  private static String nested(int maps) {
    return "{'pk': {'S': 'a'}, 'x': "
        + "{'M': {'n': ".repeat(maps)
        + "{'S': 'leaf'}"
        + "}}".repeat(maps)
        + "}";
  }
}
