package dev.migrator.sandbox.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.sandbox.EmbeddedDynamo;
import dev.migrator.sandbox.dynamo.Settings;
import java.net.URI;
import org.junit.jupiter.api.Test;

final class SampleTablesTest {
  private static final Settings.S3 NO_EXPORTS_ARE_MADE =
      new Settings.S3(URI.create("http://127.0.0.1:9"), "us-east-1", "key", "secret");

  @Test
  void makesTheSameTablesEachTime() {
    try (EmbeddedDynamo one = filled();
        EmbeddedDynamo other = filled()) {
      assertThat(SampleTables.items(one, SampleTables.SESSIONS))
          .hasSize(60)
          .isEqualTo(SampleTables.items(other, SampleTables.SESSIONS));
      assertThat(SampleTables.items(one, SampleTables.CARTS))
          .hasSize(30)
          .isEqualTo(SampleTables.items(other, SampleTables.CARTS))
          .anyMatch(cart -> cart.contains("1234567890123456789012345678.9012300029"));
    }
  }

  @Test
  void givesThemSettings() {
    try (EmbeddedDynamo dynamo = filled();
        DynamoClient client = new DynamoClient(dynamo)) {
      JsonNode carts =
          client.call("DescribeTable", DynamoClient.named(SampleTables.CARTS)).get("Table");
      assertThat(carts.at("/GlobalSecondaryIndexes/0/ItemCount").asInt()).isEqualTo(30);
      assertThat(carts.at("/StreamSpecification/StreamEnabled").asBoolean()).isTrue();
      JsonNode recovery =
          client.call("DescribeContinuousBackups", DynamoClient.named(SampleTables.CARTS));
      assertThat(recovery.toString())
          .contains("'PointInTimeRecoveryStatus':'ENABLED'".replace('\'', '"'));
      JsonNode expiry =
          client.call("DescribeTimeToLive", DynamoClient.named(SampleTables.SESSIONS));
      assertThat(expiry.at("/TimeToLiveDescription/AttributeName").asText()).isEqualTo("expires");
    }
  }

  private static EmbeddedDynamo filled() {
    Settings plain = Settings.behaving();
    EmbeddedDynamo dynamo =
        EmbeddedDynamo.start(
            new Settings(
                NO_EXPORTS_ARE_MADE, plain.interference(), plain.segments(), plain.burst()));
    SampleTables.fill(dynamo, 60, 30);
    return dynamo;
  }
}
