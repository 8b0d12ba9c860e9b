package dev.migrator.database.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseBundle;
import dev.migrator.error.StoreException;
import dev.migrator.error.UsageException;
import dev.migrator.model.Credentials.StaticCredentials;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.sandbox.EmbeddedDynamo;
import dev.migrator.sandbox.dynamo.Fault;
import dev.migrator.snapshot.SnapshotResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Hosts that fail, refuse, and lie.
final class DynamoFaultsTest {
  private static final int ITEMS = 60;
  private static final String SERVICE = "com.amazonaws.dynamodb.v20120810#";

  @TempDir private Path folder;
  private EmbeddedDynamo from;
  private EmbeddedDynamo to;
  private DynamoTables source;
  private DynamoTables target;
  private DatabaseBundle bundle;

  @BeforeEach
  void start() {
    from = EmbeddedDynamo.start();
    to = EmbeddedDynamo.start();
    source = DynamoTables.of(from);
    target = DynamoTables.of(to);
    bundle = new DatabaseBundle(folder.resolve("bundle"), "app");
    source.create("data", "id N");
    for (int i = 0; i < ITEMS; i++) {
      source.put("data", "{'id':{'N':'%d'},'v':{'S':'value %d'}}".formatted(i, i));
    }
  }

  @AfterEach
  void stop() {
    source.close();
    target.close();
    from.close();
    to.close();
  }

  private static Fault refusal(String type) {
    return new Fault.Refuse(400, SERVICE + type, "as planned");
  }

  private void assertSame(SourceReport report) {
    assertThat(report.differences().first()).isEmpty();
    assertThat(target.items("data")).isEqualTo(source.items("data"));
  }

  static List<Fault> passing() {
    return List.of(
        new Fault.Drop(),
        new Fault.CutShort(),
        new Fault.WrongChecksum(),
        new Fault.LoseAnswer(),
        new Fault.Refuse(500, SERVICE + "InternalServerError", "as planned"),
        refusal("ProvisionedThroughputExceededException"),
        refusal("ThrottlingException"));
  }

  /// Every kind of call fails once, at both hosts.
  @ParameterizedTest
  @MethodSource("passing")
  void whatFailsForTheMomentIsAskedAgain(Fault fault) {
    from.follow(new EachOperationFailsOnce(fault, "DescribeTable"));
    to.follow(new EachOperationFailsOnce(fault, "CreateTable"));
    assertThat(bundle.snapshot(source.table("data")).hasGaps()).isFalse();
    assertSame(bundle.restore(target.table("data")));
  }

  @Test
  void aThirdOfAllCallsFails() {
    long seed = new Random().nextLong();
    System.out.println("DynamoFaultsTest seed " + seed);
    List<Fault> faults = passing();
    Random random = new Random(seed);
    from.follow((operation, request, number) ->
        operation.equals("DescribeTable") ? null : some(random, faults));
    assertThat(bundle.snapshot(source.table("data")).hasGaps()).isFalse();
    from.follow((operation, request, number) -> null);
    to.follow((operation, request, number) -> isOfItems(operation) ? some(random, faults) : null);
    SourceReport report = bundle.restore(target.table("data"));
    to.follow((operation, request, number) -> null);
    assertSame(report);
  }

  @ParameterizedTest
  @MethodSource("passing")
  void settingsAreMadeOnceHoweverOftenTheyAreAskedFor(Fault fault) {
    try (ExportBucket bucket = ExportBucket.start();
        EmbeddedDynamo richer = EmbeddedDynamo.start(bucket.settings());
        EmbeddedDynamo other = EmbeddedDynamo.start(bucket.settings());
        DynamoTables before = DynamoTables.of(richer);
        DynamoTables after = DynamoTables.of(other)) {
      RichTable.make(before);
      bundle.snapshot(before.table(RichTable.NAME));
      other.follow(new EachOperationFailsOnce(fault, "CreateTable"));
      SourceReport report = bundle.restore(after.table(RichTable.NAME));
      assertThat(report.differences().first()).isEmpty();
      assertThat(report.losses()).isEmpty();
      assertThat(after.describe(RichTable.NAME).at("/GlobalSecondaryIndexes/0/IndexName").asText())
          .isEqualTo("by-mail");
    }
  }

  private static boolean isOfItems(String operation) {
    return operation.equals("BatchWriteItem") || operation.equals("Scan");
  }

  private static Fault some(Random random, List<Fault> faults) {
    synchronized (random) {
      return random.nextInt(3) == 0 ? faults.get(random.nextInt(faults.size())) : null;
    }
  }

  @Test
  void whatTheHostLeavesUnprocessedIsSentAgain() {
    bundle.snapshot(source.table("data"));
    to.follow((operation, request, number) ->
        operation.equals("BatchWriteItem") && number % 2 == 0 ? new Fault.Unprocessed(3) : null);
    SourceReport report = bundle.restore(target.table("data"));
    assertSame(report);
  }

  @Test
  void aTableThatIsDeletedBeforeItIsReadIsNoneOfTheCutAndThatIsSaid() {
    source.create("gone", "id S");
    from.follow((operation, request, number) ->
        operation.equals("Scan") && request.path("TableName").asText().equals("gone")
            ? refusal("ResourceNotFoundException")
            : null);
    SnapshotResult result = bundle.snapshot(source.prefix(""));
    assertThat(result.hasGaps()).isFalse();
    assertThat(result.notes()).anyMatch(note -> note.contains("gone was deleted meanwhile"));
    assertThat(bundle.tables()).containsOnlyKeys("data");
  }

  @Test
  void aTableThatIsDeletedMeanwhileIsAGap() {
    source.create("gone", "id S");
    from.follow((operation, request, number) ->
        operation.equals("Scan")
                && request.has("ConsistentRead")
                && request.path("TableName").asText().equals("gone")
            ? refusal("ResourceNotFoundException")
            : null);
    assertThat(bundle.snapshot(source.prefix("")).hasGaps()).isTrue();
    assertThat(bundle.missing()).containsExactly("table gone");
    assertThat(bundle.tables()).containsEntry("data", (long) ITEMS);
  }

  @Test
  void whatRightsForbidIsAGapAndTheItemsAreThere() {
    from.follow((operation, request, number) ->
        operation.equals("ListTagsOfResource") ? refusal("AccessDeniedException") : null);
    assertThat(bundle.snapshot(source.table("data")).hasGaps()).isTrue();
    assertThat(bundle.missing()).containsExactly("ListTagsOfResource of table data");
    assertThat(bundle.gaps().getFirst().reason()).contains("AccessDeniedException");
    assertThat(bundle.tables()).containsEntry("data", (long) ITEMS);
  }

  @Test
  void aTableThatMayNotBeReadIsAGapAndTheOthersAreThere() {
    source.create("secret", "id S");
    source.put("secret", "{'id':{'S':'a'}}");
    from.follow((operation, request, number) ->
        request.path("TableName").asText().equals("secret")
            ? refusal("AccessDeniedException")
            : null);
    assertThat(bundle.snapshot(source.prefix("")).hasGaps()).isTrue();
    assertThat(bundle.missing()).containsExactly("table secret");
    assertThat(bundle.tables()).containsOnlyKeys("data");
  }

  @Test
  void anAccountThatIsGoneEndsTheRunAndTheNextGoesOn() {
    from.follow((operation, request, number) ->
        operation.equals("Scan") ? refusal("UnrecognizedClientException") : null);
    SnapshotResult stopped = bundle.snapshot(source.table("data"));
    assertThat(stopped.finished()).isFalse();
    assertThat(stopped.stopped()).contains("UnrecognizedClientException");
    from.follow((operation, request, number) -> null);
    assertThat(bundle.snapshot(source.table("data")).finished()).isTrue();
    assertSame(bundle.restore(target.table("data")));
  }

  @Test
  void aTableThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> bundle.snapshot(source.table("nosuch")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("nosuch")
        .hasMessageContaining("ResourceNotFoundException");
  }

  @Test
  void anItemThatTheTargetRefusesIsNamedAndKeepsNoOtherOut() {
    bundle.snapshot(source.table("data"));
    to.follow((operation, request, number) ->
        request.toString().contains("\"value 7\"")
            ? new Fault.Refuse(400, "x#ValidationException", "too odd")
            : null);
    SourceReport report = bundle.restore(target.table("data"));
    assertThat(report.differences().first())
        .anySatisfy(difference -> {
          assertThat(difference.key()).isEqualTo("item {\"id\":{\"N\":\"7\"}} of table data");
          assertThat(difference.detail()).contains("too odd");
        });
    assertThat(target.items("data")).hasSize(ITEMS - 1);
    to.follow((operation, request, number) -> null);
    assertSame(bundle.restore(target.table("data")));
  }

  @Test
  void whatTheTargetHasNoNotionOfIsALoss() {
    source.call(
        "UpdateTimeToLive",
        "{'TableName':'data','TimeToLiveSpecification':{'Enabled':true,'AttributeName':'v'}}");
    bundle.snapshot(source.table("data"));
    to.follow((operation, request, number) ->
        operation.contains("TimeToLive")
            ? new Fault.Refuse(400, "x#UnknownOperationException", "")
            : null);
    SourceReport report = bundle.restore(target.table("data"));
    assertSame(report);
    assertThat(report.losses())
        .anySatisfy(loss -> assertThat(loss.loss().what()).isEqualTo("time to live of table data"));
  }

  @Test
  void aValueThatIsChangedInTheTargetIsSeen() {
    bundle.snapshot(source.table("data"));
    to.follow((operation, request, number) -> {
      if (operation.equals("Scan") && request.has("ConsistentRead")) {
        to.follow((any, one, later) -> null);
        target.put("data", "{'id':{'N':'7'},'v':{'S':'another'}}");
      }
      return null;
    });
    SourceReport report = bundle.restore(target.table("data"));
    assertThat(report.differences().first())
        .anySatisfy(difference -> {
          assertThat(difference.key()).isEqualTo("data");
          assertThat(difference.detail()).contains("hold other values");
        });
  }

  @Test
  void aTableWithItemsIsNotRestoredTo() {
    bundle.snapshot(source.table("data"));
    target.create("data", "id N");
    target.put("data", "{'id':{'N':'1'}}");
    assertThatThrownBy(() -> bundle.restore(target.table("data")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("table data with items");
  }

  @Test
  void aProvisionedTableIsReadNoFasterThanItMay() {
    source.create(
        DynamoTables.json(
            """
            {'TableName':'slow','AttributeDefinitions':[{'AttributeName':'id','AttributeType':'N'}],
             'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],
             'ProvisionedThroughput':{'ReadCapacityUnits':400,'WriteCapacityUnits':4000}}
            """));
    for (int i = 0; i < 40; i++) {
      source.put(
          "slow",
          DynamoTables.json("{'id':{'N':'%d'}}".formatted(i))
              .set("v", Json.object().put("S", "x".repeat(100_000))));
    }
    long begun = System.nanoTime();
    bundle.snapshot(source.table("slow"));
    // 4 MB in consistent reads cost about 1,000 units, at 400 a second
    assertThat((System.nanoTime() - begun) / 1e9).isGreaterThan(1.5);
    assertThat(bundle.tables()).containsEntry("slow", 40L);
  }

  @Test
  void noSecretStandsInABundleOrALabel() throws Exception {
    DynamoAddress address =
        new DynamoAddress(
            from.endpoint(),
            "us-east-1",
            new StaticCredentials("id", "s3cr3t-of-the-test", null),
            source.table("data").selected(),
            100,
            null);
    bundle.snapshot(address);
    assertThat(address.toString() + address.label()).doesNotContain("s3cr3t");
    for (Path file : bundle.files()) {
      assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
          .doesNotContain("s3cr3t");
    }
  }
}
