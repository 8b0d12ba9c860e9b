package dev.migrator.discover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.discover.Found.Place.OfDatabase;
import dev.migrator.store.account.BucketSize;
import dev.migrator.store.account.BucketSize.How;
import dev.migrator.store.account.Resource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourcesTest {
  private static Optional<String> label(String kind, String json) {
    try {
      Resource resource =
          new Resource(
              kind, "eu-west-1", "name", new JsonMapper().readTree(json.replace('\'', '"')));
      return DatabaseServers.of(resource)
          .map(Found::place)
          .map(
              place -> place instanceof OfDatabase(DatabaseAddress address) ? address.label() : "");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void namesAreReadableAndEachIsGivenOnce() {
    SourceNames names = new SourceNames();
    assertThat(names.next("Parler_Media", "bucket")).isEqualTo("parler-media");
    assertThat(names.next("parler.media", "bucket")).isEqualTo("bucket-parler-media");
    assertThat(names.next("parler-media", "bucket")).isEqualTo("bucket-parler-media-2");
    assertThat(names.next("...", "table")).isEqualTo("table");
    String longName = "a".repeat(60);
    assertThat(names.next(longName, "bucket")).hasSize(40);
    assertThat(names.next(longName, "bucket"))
        .startsWith("bucket-aaa")
        .hasSizeLessThanOrEqualTo(40);
    assertThat(names.next(longName, "bucket")).endsWith("-2").hasSizeLessThanOrEqualTo(40);
  }

  @ParameterizedTest
  @CsvSource({
    "parler-media, 50",
    "parler-access-logs, 20",
    "cloudtrail-eu, 20",
    "catalogue, 50",
    "image-thumbnails, 10",
    "terraform-state, 80",
    "keys, 80"
  })
  void theNameOfABucketTellsWhatItIsWorth(String name, int value) {
    assertThat(Worth.ofBucket(name, new BucketSize(1, 1, How.MEASURED))).isEqualTo(value);
  }

  @Test
  void aVastBucketIsWorthALittleLess() {
    assertThat(Worth.ofBucket("media", new BucketSize(1, 20_000_000_000_000L, How.MEASURED)))
        .isEqualTo(40);
  }

  @Test
  void ofAClusterOneSourceIsMadeAndNoneOfItsInstances() {
    assertThat(
            label(
                "rds/clusters",
                "{'Engine': 'aurora-postgresql', 'Endpoint': 'c.example', 'Port': 5432,"
                    + " 'DatabaseName': 'shop', 'MasterUsername': 'boss'}"))
        .hasValue("postgresql://c.example:5432/shop");
    assertThat(
            label(
                "rds/instances",
                "{'Engine': 'aurora-postgresql', 'DBClusterIdentifier': 'c',"
                    + " 'Endpoint': {'Address': 'i.example', 'Port': 5432}}"))
        .isEmpty();
  }

  @Test
  void aDatabaseThatTheApiDoesNotNameIsToBeNamed() {
    assertThat(
            label(
                "rds/instances",
                "{'Engine': 'mysql', 'MasterUsername': 'boss',"
                    + " 'Endpoint': {'Address': 'i.example', 'Port': 3306}}"))
        .hasValue("mysql://i.example:3306/CHANGE-ME");
  }

  @Test
  void aCacheWithEncryptionInTransitIsReachedByTls() {
    String group =
        "{'Engine': 'valkey', 'TransitEncryptionEnabled': %s, 'NodeGroups':"
            + " [{'PrimaryEndpoint': {'Address': 'r.example', 'Port': 6379}}]}";
    assertThat(label("elasticache/replication-groups", group.formatted("true")))
        .hasValue("rediss://r.example:6379");
    assertThat(label("elasticache/replication-groups", group.formatted("false")))
        .hasValue("redis://r.example:6379");
    assertThat(label("elasticache/replication-groups", "{'NodeGroups': [{}, {}]}")).isEmpty();
  }

  @Test
  void enginesWithoutAnAdapterAreNoSources() {
    assertThat(
            label(
                "rds/instances",
                "{'Engine': 'oracle-ee', 'Endpoint': {'Address': 'o.example', 'Port': 1521}}"))
        .isEmpty();
    assertThat(
            label(
                "elasticache/clusters",
                "{'Engine': 'memcached', 'CacheNodes': [{'Endpoint': {'Address': 'm.example'}}]}"))
        .isEmpty();
  }
}
