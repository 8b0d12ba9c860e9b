package dev.migrator.sandbox.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.sandbox.EmbeddedDynamo;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Two tables of DynamoDB: sessions, which expire, and carts, with values of every type, an index,
/// a stream and point-in-time recovery.
public final class SampleTables {
  public static final String SESSIONS = "sessions";
  public static final String CARTS = "carts";

  private static final String MAKE_SESSIONS =
      """
      {'TableName': 'sessions', 'BillingMode': 'PAY_PER_REQUEST',
       'AttributeDefinitions': [{'AttributeName': 'id', 'AttributeType': 'S'}],
       'KeySchema': [{'AttributeName': 'id', 'KeyType': 'HASH'}]}
      """;
  private static final String EXPIRE_SESSIONS =
      """
      {'TableName': 'sessions',
       'TimeToLiveSpecification': {'Enabled': true, 'AttributeName': 'expires'}}
      """;
  private static final String MAKE_CARTS =
      """
      {'TableName': 'carts', 'BillingMode': 'PAY_PER_REQUEST',
       'AttributeDefinitions': [{'AttributeName': 'customer', 'AttributeType': 'S'},
         {'AttributeName': 'number', 'AttributeType': 'N'},
         {'AttributeName': 'state', 'AttributeType': 'S'}],
       'KeySchema': [{'AttributeName': 'customer', 'KeyType': 'HASH'},
         {'AttributeName': 'number', 'KeyType': 'RANGE'}],
       'GlobalSecondaryIndexes': [{'IndexName': 'by-state',
         'KeySchema': [{'AttributeName': 'state', 'KeyType': 'HASH'},
           {'AttributeName': 'number', 'KeyType': 'RANGE'}],
         'Projection': {'ProjectionType': 'ALL'}}],
       'StreamSpecification': {'StreamEnabled': true, 'StreamViewType': 'NEW_AND_OLD_IMAGES'},
       'Tags': [{'Key': 'team', 'Value': 'checkout'}]}
      """;
  private static final String RECOVER_CARTS =
      """
      {'TableName': 'carts',
       'PointInTimeRecoverySpecification': {'PointInTimeRecoveryEnabled': true}}
      """;

  private SampleTables() {}

  /// Makes both tables and fills them.
  public static void fill(EmbeddedDynamo host, int sessions, int carts) {
    try (DynamoClient client = new DynamoClient(host)) {
      client.make(DynamoClient.json(MAKE_SESSIONS));
      client.call("UpdateTimeToLive", DynamoClient.json(EXPIRE_SESSIONS));
      client.put(SESSIONS, items(sessions, SampleTables::session));
      client.make(DynamoClient.json(MAKE_CARTS));
      client.call("UpdateContinuousBackups", DynamoClient.json(RECOVER_CARTS));
      client.put(CARTS, items(carts, SampleTables::cart));
    }
  }

  /// All items of a table in the order of their text, a line each.
  public static List<String> items(EmbeddedDynamo host, String table) {
    try (DynamoClient client = new DynamoClient(host)) {
      return client.scan(table).stream().map(JsonNode::toString).sorted().toList();
    }
  }

  private static List<ObjectNode> items(int count, IntFunction<ObjectNode> item) {
    return IntStream.range(0, count).mapToObj(item).toList();
  }

  private static ObjectNode session(int number) {
    return DynamoClient.json(
        """
        {'id': {'S': 'session-%1$05d'}, 'user': {'S': 'user %2$d'}, 'expires': {'N': '41%3$08d'},
         'agent': {'M': {'name': {'S': 'a browser'}, 'mobile': {'BOOL': true}}}}
        """
            .formatted(number, number % 70, number));
  }

  private static ObjectNode cart(int number) {
    return DynamoClient.json(
        """
        {'customer': {'S': 'customer %2$d'}, 'number': {'N': '%1$d'}, 'state': {'S': 'open'},
         'total': {'N': '1234567890123456789012345678.90123%1$05d'},
         'token': {'B': 'AP//AA=='}, 'parts': {'BS': ['AA==', '/w==']},
         'sizes': {'NS': ['38', '4.5', '-1']}, 'labels': {'SS': ['gift', 'café', 'Zoë']},
         'lines': {'L': [{'M': {'sku': {'S': 'sku-%1$d'}, 'count': {'N': '2'}}},
           {'M': {'sku': {'S': ''}, 'options': {'L': []}}}]},
         'note': {'NULL': true}, 'paid': {'BOOL': false}}
        """
            .formatted(number, number % 30));
  }
}
