package dev.migrator.sandbox;

import static dev.migrator.sandbox.DynamoTester.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EmbeddedDynamoTableTest {
  private final EmbeddedDynamo dynamo = EmbeddedDynamo.start();
  private final DynamoTester tester = new DynamoTester(dynamo);

  @AfterEach
  void close() {
    tester.close();
    dynamo.close();
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
}
