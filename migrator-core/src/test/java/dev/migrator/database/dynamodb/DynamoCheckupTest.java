package dev.migrator.database.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.check.Check;
import dev.migrator.check.Found;
import dev.migrator.check.Level;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.sandbox.EmbeddedDynamo;
import dev.migrator.sandbox.dynamo.Fault;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// DynamoDB as a source and as a target, before anything moves.
@SuppressWarnings("NullAway.Init") // JUnit calls start() first
final class DynamoCheckupTest {
  private static final Mend POLICY = new Mend.Own("policy", List.of());
  private EmbeddedDynamo host;
  private DynamoTables tables;

  @BeforeEach
  void start() {
    host = EmbeddedDynamo.start();
    tables = DynamoTables.of(host);
    tables.create("app_one", "id S");
    tables.create("app_two", "id S");
  }

  @AfterEach
  void stop() {
    tables.close();
    host.close();
  }

  private void refuse(String operation, String type) {
    host.follow((asked, request, number) ->
        asked.equals(operation) ? new Fault.Refuse(400, type, "scripted") : null);
  }

  private Found source() {
    return Found.by(new DynamoCheckup(tables.prefix("app_")));
  }

  private Found target(DynamoAddress address) {
    return Found.by(new DynamoTargetCheckup(address));
  }

  @Test
  void soundTablesAreWell() {
    Found found = source().allWell();

    assertThat(found.only(Topic.SIZE).seen()).startsWith("2 of 2 tables");
  }

  @Test
  void itemsThatMayNotBeReadAreAFailureThatAPolicyMends() {
    refuse("Scan", "AccessDeniedException");

    Found found = Found.by(new DynamoCheckup(tables.table("app_one")));
    Check trouble = found.trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.RIGHTS);
    assertThat(trouble.level()).isEqualTo(Level.FAILURE);
    assertThat(trouble.mend()).isEqualTo(POLICY);
  }

  @Test
  void settingsThatMayNotBeReadAreWarnedOf() {
    refuse("DescribeTimeToLive", "AccessDeniedException");

    assertThat(source().all())
        .filteredOn(check -> check.level() == Level.WARNING)
        .hasSize(2)
        .allMatch(check -> check.mend().equals(POLICY))
        .allMatch(check -> check.seen().startsWith("DescribeTimeToLive of table app_"));
  }

  @Test
  void aTableThatIsNotThereIsAFailure() {
    Check trouble = Found.by(new DynamoCheckup(tables.table("nowhere"))).trouble();

    assertThat(trouble.seen()).isEqualTo("there is no table of that name: nowhere");
    assertThat(trouble.mend())
        .isEqualTo(new Mend.ByHand("Check the table's name, the region and the endpoint."));
  }

  @Test
  void refusedCredentialsAreAFailureOfThem() {
    refuse("ListTables", "UnrecognizedClientException");

    Check trouble = source().trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.CREDENTIALS);
    assertThat(trouble.mend()).isEqualTo(Mend.Command.of("aws", "sts", "get-caller-identity"));
  }

  @Test
  void aHostThatIsAskedTooMuchAlreadyIsWarnedOf() {
    refuse("ListTables", "ThrottlingException");

    Check trouble = source().trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.THROTTLING);
    assertThat(trouble.mend()).isEqualTo(new Mend.Own("snapshot", List.of("--workers", "4")));
  }

  @Test
  void aPortThatNobodyListensAtIsNotReachable() {
    DynamoAddress there = tables.prefix("");
    DynamoAddress closed =
        new DynamoAddress(
            URI.create("http://127.0.0.1:1"),
            there.region(),
            there.credentials(),
            there.selected(),
            100,
            null);

    Check trouble = Found.by(new DynamoCheckup(closed)).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.REACHABLE);
    assertThat(trouble.mend()).isEqualTo(Mend.Command.of("curl", "-sSI", "http://127.0.0.1:1"));
  }

  @Test
  void aTargetIsTriedWithACanaryTableAndNothingStays() {
    target(tables.table("fresh")).allWell();

    assertThat(tables.call("ListTables", "{}").path("TableNames")).hasSize(2);
  }

  @Test
  void aCanaryIsRemovedAlsoWhereItCannotBeWritten() {
    refuse("BatchWriteItem", "AccessDeniedException");

    Check trouble = target(tables.prefix("new_")).trouble();

    assertThat(trouble.topic()).isEqualTo(Topic.RIGHTS);
    assertThat(((Mend.ByHand) trouble.mend()).what()).startsWith("Allow this identity to create");
    assertThat(tables.call("ListTables", "{}").path("TableNames")).hasSize(2);
  }
}
