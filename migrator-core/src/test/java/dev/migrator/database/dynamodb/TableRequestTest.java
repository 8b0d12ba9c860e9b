package dev.migrator.database.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

final class TableRequestTest {

  private static TableRequest request(ObjectNode description) {
    return new TableRequest(Samples.table("Orders", description), "new");
  }

  private static ObjectNode onDemand() {
    ObjectNode description = Samples.description();
    description.putObject("BillingModeSummary").put("BillingMode", "PAY_PER_REQUEST");
    description.putObject("ProvisionedThroughput").put("ReadCapacityUnits", 0);
    return description;
  }

  /// As a host reads it.
  private static JsonNode sent(JsonNode request) {
    return Samples.json(new String(Json.bytes(request), UTF_8));
  }

  @Test
  void aDescriptionBecomesTheRequestThatMakesTheSame() {
    assertThat(sent(request(Samples.description()).whole()))
        .isEqualTo(
            Samples.json(
                """
                {"TableName": "new",
                 "KeySchema": [{"AttributeName": "customer", "KeyType": "HASH"}, {"AttributeName": "number", "KeyType": "RANGE"}],
                 "LocalSecondaryIndexes": [
                   {"IndexName": "by-hash", "Projection": {"ProjectionType": "KEYS_ONLY"},
                    "KeySchema": [{"AttributeName": "customer", "KeyType": "HASH"}, {"AttributeName": "hash", "KeyType": "RANGE"}]}],
                 "TableClass": "STANDARD_INFREQUENT_ACCESS",
                 "GlobalSecondaryIndexes": [
                   {"IndexName": "by-day", "KeySchema": [{"AttributeName": "day", "KeyType": "HASH"}], "Projection": {"ProjectionType": "ALL"},
                    "ProvisionedThroughput": {"ReadCapacityUnits": 4, "WriteCapacityUnits": 2}}],
                 "AttributeDefinitions": [
                   {"AttributeName": "customer", "AttributeType": "S"}, {"AttributeName": "number", "AttributeType": "N"},
                   {"AttributeName": "hash", "AttributeType": "B"}, {"AttributeName": "day", "AttributeType": "S"}],
                 "BillingMode": "PROVISIONED",
                 "ProvisionedThroughput": {"ReadCapacityUnits": 20, "WriteCapacityUnits": 5}}
                """));
  }

  @Test
  void forLoadingThereAreNoGlobalIndexesNoLimitAndOnlyAttributesThatAreUsed() {
    JsonNode loading = request(Samples.description()).forLoading();
    assertThat(loading.has("GlobalSecondaryIndexes")).isFalse();
    assertThat(loading.has("ProvisionedThroughput")).isFalse();
    assertThat(loading.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    assertThat(loading.path("LocalSecondaryIndexes")).hasSize(1);
    assertThat(loading.path("AttributeDefinitions").findValuesAsText("AttributeName"))
        .containsExactly("customer", "number", "hash");
  }

  @Test
  void aTablePaidByRequestHasNoUnitsNorHaveItsIndexes() {
    JsonNode whole = request(onDemand()).whole();
    assertThat(whole.path("BillingMode").asText()).isEqualTo("PAY_PER_REQUEST");
    assertThat(whole.findValues("ProvisionedThroughput")).isEmpty();
    assertThat(whole.path("GlobalSecondaryIndexes")).hasSize(1);
  }

  @Test
  void aTableWithoutIndexesHasNoEmptyLists() {
    ObjectNode description = Samples.description();
    description.remove("GlobalSecondaryIndexes");
    description.putArray("LocalSecondaryIndexes");
    description.remove("TableClassSummary");
    JsonNode whole = request(description).whole();
    assertThat(whole.has("GlobalSecondaryIndexes")).isFalse();
    assertThat(whole.has("LocalSecondaryIndexes")).isFalse();
    assertThat(whole.has("TableClass")).isFalse();
    assertThat(whole.path("AttributeDefinitions").findValuesAsText("AttributeName"))
        .containsExactly("customer", "number");
  }

  @Test
  void aHostThatTellsNoUnitsGetsTheLeast() {
    ObjectNode description = Samples.description();
    description.remove("ProvisionedThroughput");
    assertThat(sent(request(description).whole()).path("ProvisionedThroughput"))
        .isEqualTo(Samples.json("{\"ReadCapacityUnits\": 1, \"WriteCapacityUnits\": 1}"));
  }

  @Test
  void theDescriptionStaysAsItWas() {
    ObjectNode description = Samples.description();
    TableRequest request = request(description);
    JsonNode before = description.deepCopy();
    assertThat(request.whole()).isNotEqualTo(request.forLoading());
    assertThat((JsonNode) description).isEqualTo(before);
  }
}
