package dev.migrator.database.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.database.DatabaseBundle;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.sandbox.EmbeddedDynamo;
import dev.migrator.sandbox.dynamo.Segments;
import dev.migrator.sandbox.dynamo.Settings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From one host to another by the front door.
final class DynamoRoundTripTest {
  private static final int ITEM_BYTES = 100_000;

  @TempDir private Path folder;
  private ExportBucket bucket;
  private EmbeddedDynamo from;
  private EmbeddedDynamo to;
  private DynamoTables source;
  private DynamoTables target;
  private DatabaseBundle bundle;

  @BeforeEach
  void start() {
    bucket = ExportBucket.start();
    from = EmbeddedDynamo.start(bucket.settings());
    to = EmbeddedDynamo.start(bucket.settings());
    source = DynamoTables.of(from);
    target = DynamoTables.of(to);
    bundle = new DatabaseBundle(folder.resolve("bundle"), "app");
  }

  @AfterEach
  void stop() {
    source.close();
    target.close();
    from.close();
    to.close();
    bucket.close();
  }

  private static void assertExact(SourceReport report) {
    assertThat(report.differences().first()).isEmpty();
    assertThat(report.damaged().first()).isEmpty();
  }

  @Test
  void everyKindOfValueComesBack() {
    source.create("odd", "id S");
    OddItems.into(source, "odd");
    assertThat(bundle.snapshot(source.table("odd")).hasGaps()).isFalse();
    assertExact(bundle.restore(target.table("odd")));
    assertThat(target.items("odd")).isEqualTo(source.items("odd"));
  }

  @Test
  void tablesAreChosenByTheBeginningOfTheirNamesAndCanGetAnother() {
    List.of("app_Users.v1", "app_empty", "other")
        .forEach(name -> source.create(name, "id S, at N"));
    source.put("app_Users.v1", "{'id':{'S':'a'},'at':{'N':'1'}}");
    source.put("other", "{'id':{'S':'b'},'at':{'N':'1'}}");
    bundle.snapshot(source.prefix("app_"));
    assertExact(bundle.restore(target.prefix("new-")));
    assertThat(target.call("ListTables", "{}").path("TableNames"))
        .extracting(JsonNode::asText)
        .containsExactly("new-Users.v1", "new-empty");
    assertThat(target.items("new-Users.v1")).isEqualTo(source.items("app_Users.v1"));
  }

  @Test
  void oneTableCanBeRestoredAlone() {
    List.of("few", "Many").forEach(name -> source.create(name, "id S"));
    source.put("few", "{'id':{'S':'a'}}");
    source.put("Many", "{'id':{'S':'b'}}");
    bundle.snapshot(source.prefix(""));
    assertExact(bundle.restore(target.prefix(""), "\"Many\""));
    assertThat(target.items("Many")).hasSize(1);
    assertThat(target.items("few")).isEmpty();
  }

  @Test
  void whatATableHasBesidesItemsComesBack() {
    RichTable.make(source);
    bundle.snapshot(source.table(RichTable.NAME));
    SourceReport report = bundle.restore(target.table(RichTable.NAME));
    assertExact(report);
    assertThat(report.losses()).isEmpty();
    assertSameSettings();
  }

  private void assertSameSettings() {
    JsonNode before = source.describe(RichTable.NAME);
    JsonNode after = target.describe(RichTable.NAME);
    for (String member :
        List.of("KeySchema", "StreamSpecification", "DeletionProtectionEnabled", "ItemCount")) {
      assertThat(after.path(member)).as(member).isEqualTo(before.path(member));
    }
    for (String path :
        List.of(
            "/ProvisionedThroughput/WriteCapacityUnits",
            "/TableClassSummary/TableClass",
            "/GlobalSecondaryIndexes/0/IndexName",
            "/GlobalSecondaryIndexes/0/Projection",
            "/GlobalSecondaryIndexes/0/ProvisionedThroughput/ReadCapacityUnits",
            "/LocalSecondaryIndexes/0/KeySchema")) {
      assertThat(after.at(path)).as(path).isEqualTo(before.at(path));
    }
    assertThat(target.call("DescribeTimeToLive", "{'TableName':'rich'}").findValue("AttributeName"))
        .hasToString("\"ends\"");
    assertThat(target.call("DescribeContinuousBackups", "{'TableName':'rich'}").toString())
        .contains("\"PointInTimeRecoveryStatus\":\"ENABLED\"");
    assertThat(
            target
                .call("ListTagsOfResource", "{'ResourceArn':'%s'}".formatted(arn(after)))
                .path("Tags")
                .toString())
        .isEqualTo("[{\"Key\":\"team\",\"Value\":\"grün\"}]");
    assertThat(
            target
                .scaling("DescribeScalingPolicies", "{'ServiceNamespace':'dynamodb'}")
                .findValue("TargetValue")
                .asInt())
        .isEqualTo(70);
  }

  private static String arn(JsonNode table) {
    return table.path("TableArn").asText();
  }

  @Test
  void anItemThatALaterIndexHasNoPlaceForComesBack() {
    source.create("grown", "id S");
    source.put("grown", "{'id':{'S':'a'},'mail':{'N':'5'}}");
    source.put("grown", "{'id':{'S':'b'},'mail':{'S':''}}");
    source.call(
        "UpdateTable",
        """
        {'TableName':'grown',
         'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'},
           {'AttributeName':'mail','AttributeType':'S'}],
         'GlobalSecondaryIndexUpdates':[{'Create':{'IndexName':'by-mail',
           'KeySchema':[{'AttributeName':'mail','KeyType':'HASH'}],
           'Projection':{'ProjectionType':'ALL'}}}]}
        """);
    source.describe("grown");
    bundle.snapshot(source.table("grown"));
    assertExact(bundle.restore(target.table("grown")));
    assertThat(target.items("grown")).isEqualTo(source.items("grown"));
    assertThat(target.describe("grown").at("/GlobalSecondaryIndexes/0/IndexName").asText())
        .isEqualTo("by-mail");
  }

  private void large(DynamoTables tables, int items) {
    tables.create("large", "id S");
    for (int i = 0; i < items; i++) {
      tables.put(
          "large",
          DynamoTables.json("{'id':{'S':'%d'}}".formatted(i))
              .set("v", Json.object().put("S", "x".repeat(ITEM_BYTES))));
    }
  }

  @Test
  void workersShareALargeTable() {
    large(source, 50);
    bundle.snapshot(source.table("large"));
    assertThat(bundle.cut().parts()).hasSizeGreaterThan(1);
    assertThat(bundle.tables()).containsEntry("large", 50L);
    assertExact(bundle.restore(target.table("large")));
    assertThat(target.items("large")).hasSize(50);
  }

  @Test
  void aHostThatOverlooksSegmentsGivesEachItemOnce() {
    try (EmbeddedDynamo simple =
            EmbeddedDynamo.start(Settings.behaving().withSegments(Segments.IGNORED));
        DynamoTables tables = DynamoTables.of(simple)) {
      large(tables, 50);
      bundle.snapshot(tables.table("large"));
      assertThat(bundle.tables()).containsEntry("large", 50L);
      assertExact(bundle.restore(target.table("large")));
    }
  }

  @Test
  void whatWasScannedLiesThereLikeAnExport() throws Exception {
    source.create("odd", "id S");
    OddItems.into(source, "odd");
    bundle.snapshot(source.table("odd"));
    assertThat(bundle.cut().cut().fuzzy()).contains("table odd was scanned");
    assertThat(new SavedExport(folder.resolve("bundle")).items()).isEqualTo(OddItems.VALUES.size());
  }

  @Test
  void whatIsExportedIsStoredByteForByte() throws Exception {
    source.exportTo(bucket.place());
    source.create("odd", "id S");
    source.keepHistory("odd");
    OddItems.into(source, "odd");
    ExportBucket.awaitNextSecond();
    bundle.snapshot(source.table("odd"));
    assertThat(bundle.cut().cut().fuzzy()).isNull();
    assertThat(bundle.cut().cut().position()).startsWith("exports as of ");
    SavedExport saved = new SavedExport(folder.resolve("bundle"));
    assertThat(saved.items()).isEqualTo(OddItems.VALUES.size());
    saved.assertSameAs(bucket.open(source.table("odd").exports()));
    assertExact(bundle.restore(target.table("odd")));
    assertThat(target.items("odd")).isEqualTo(source.items("odd"));
  }
}
