package dev.migrator.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.dynamodb.MotoHost;
import dev.migrator.engine.Progress;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.estate.Estate;
import dev.migrator.estate.Standing;
import dev.migrator.model.Gap;
import dev.migrator.model.Gap.OfKey;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.account.NotRead;
import dev.migrator.store.account.NotRead.Why;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.model.AccessKey;

/// With the services that LocalStack has not.
final class MotoAccountTest {
  private static final Progress PROGRESS = new Progress();

  private static MotoHost host;
  private static HostedAccount filled;
  private static Discovery discovery;

  @TempDir private Path folder;

  @BeforeAll
  static void discover() {
    host = MotoHost.start();
    filled = new HostedAccount(host.endpoint(), "id", "key");
    filled.fill().fillDatabases().fillOthers().fillBill();
    discovery = AccountBundle.of(Path.of(""), host.endpoint(), "id", "key").discover(PROGRESS);
  }

  @AfterAll
  static void stop() {
    if (host != null) {
      host.close();
    }
  }

  private AccountBundle account() {
    return AccountBundle.of(folder, host.endpoint(), "id", "key");
  }

  @Test
  void theEstateHasASourceForAllThatCanBeCapturedAndReadsBack() throws IOException {
    Estate estate = account().written(discovery);
    assertThat(estate.sources().keySet())
        .containsExactly("account", "parler-access-logs", "parler-media");
    assertThat(estate.databases().keySet()).containsExactly("cache", "posts", "sessions", "shop");
    assertThat(estate.databases().values().stream().map(DatabaseAddress::kind))
        .containsExactly("redis", "postgres", "dynamodb", "mysql");
    assertThat(Map.of("account", 95, "posts", 90, "cache", 70, "parler-access-logs", 20))
        .allSatisfy((source, value) -> assertThat(estate.value(source)).isEqualTo(value));
    assertThat(estate.standing("parler-media").about()).contains(new Standing.About(3, 15));
    assertThat(discovery.estateText())
        .contains("rediss://", "/posts?sslmode=require", "password: '${POSTS_PASSWORD}'")
        .contains("# 3 objects, 15 bytes, counted by a listing")
        .contains("# postgres ", ", 20 GiB allocated")
        .doesNotContain(HostedAccount.SECRET);
  }

  @Test
  void theLockInReportHasAWordOnEachThing() throws IOException {
    JsonNode report = new JsonMapper().readTree(discovery.lockInJson());
    TreeMap<String, String> classes = new TreeMap<>();
    report
        .path("findings")
        .forEach(one -> classes.put(one.path("kind").asText(), one.path("class").asText()));
    assertThat(classes)
        .containsAllEntriesOf(
            Map.of(
                "s3/buckets", "portable",
                "rds/instances:postgres", "portable",
                "dynamodb/tables", "converted",
                "route53/zones", "converted",
                "rds/instances:other", "proprietary",
                "cloudfront/distributions", "proprietary",
                "kms/keys", "dies",
                "route53/domains", "dies",
                "cognito/user-pools", "dies",
                "acm/certificates:issued", "dies"))
        .containsKeys(
            "efs/file-systems",
            "ec2/volumes",
            "elasticache/replication-groups:redis",
            "elasticache/clusters:memcached",
            "bill/services",
            "cognito/identity-pools",
            "iam/users",
            "secretsmanager/secrets",
            "ses/identities",
            "sns/subscriptions",
            "sqs/queues",
            "ssm/parameters");
    assertThat(discovery.lockInPage())
        .contains("### RDS with another engine (1)", "`ledger` (eu-west-1)", "**Now:** ")
        .contains("### Services that only the bill names (2)", "`Amazon Redshift`, `AmazonMSK`");
  }

  @Test
  void aServiceThatFailsIsALineInTheReport() {
    List<NotRead> failed = discovery.notRead().stream().filter(NotRead::hidesSomething).toList();
    assertThat(failed)
        .extracting(NotRead::place)
        .containsExactlyInAnyOrder(
            "cognito/eu-west-1/identity-pools: GetIdentityPoolRoles",
            "elasticache/eu-west-1/serverless");
    assertThat(failed).extracting(NotRead::why).containsOnly(Why.FAILED);
    assertThat(discovery.lockInPage()).contains("- `elasticache/serverless in eu-west-1`: ");
    assertThat(discovery.estateText())
        .contains("# NOT SEEN: elasticache/serverless in eu-west-1: ");
  }

  @Test
  void aSnapshotKeepsTheAccountAndNoSecret() throws IOException {
    AccountBundle bundle = account();
    assertThat(bundle.snapshot().sources().get("account").gaps()).isEqualTo(2);
    TreeMap<String, String> restored = bundle.restored();
    assertThat(restored.keySet())
        .contains(
            "iam/oidc-providers/issuer.example.json",
            "iam/roles/app.json",
            "iam/saml-providers/directory.json",
            "route53/domains/parler.com.json",
            "rds/eu-west-1/instances/posts.json",
            "secretsmanager/eu-west-1/secrets/prod%2Fdb.json",
            "ssm/eu-west-1/parameters/%2Fapp%2Ftoken.json");
    assertThat(
            new JsonMapper()
                .readTree(restored.get("iam/policies/read-media.json"))
                .findPath("Document")
                .path("Version")
                .asText())
        .isEqualTo("2012-10-17");
    assertThat(restored.values()).noneMatch(text -> text.contains(HostedAccount.SECRET));
    assertThat(restored.values().stream().filter(text -> text.contains("\"ClientSecret\"")))
        .singleElement()
        .asString()
        .contains("\"ClientSecret\" : \"withheld by migrator\"");
    assertThat(
            restored.get(
                restored.ceilingKey("route53/zones/example.com-").replace(".json", ".zone")))
        .contains("$ORIGIN example.com.", "example.com.\t300\tIN\tMX\t10 mail.example.com.");
  }

  @Test
  void questionsAreCountedAndEachIsAnsweredOnce() {
    assertThat(PROGRESS.view().phase()).isEqualTo("measuring buckets");
    assertThat(PROGRESS.view().expectedObjects()).isGreaterThan(20);
    assertThat(PROGRESS.view().objects()).isEqualTo(PROGRESS.view().expectedObjects());
  }

  @Test
  void whatRightsForbidIsNamedAndTheRestIsThere() throws IOException {
    AccessKey few = filled.userWith("ec2:DescribeVolumes rds:Describe* s3:*");
    AccountBundle bundle =
        AccountBundle.of(folder, host.endpoint(), few.accessKeyId(), few.secretAccessKey());
    filled.post("/moto-api/reset-auth", "moto", "0");
    try {
      Progress progress = new Progress();
      Discovery seen = bundle.discover(progress);
      assertThat(seen.isIncomplete()).isTrue();
      assertThat(progress.view().objectsLeft()).isZero();
      assertThat(bundle.written(seen).sources().keySet())
          .containsExactly("account", "parler-access-logs", "parler-media");
      assertThat(seen.notRead().stream().filter(one -> one.why() == Why.FORBIDDEN))
          .extracting(NotRead::place)
          .contains("iam", "route53/zones", "kms/eu-west-1/keys", "ec2/eu-west-1/instances")
          .doesNotContain("s3/buckets", "rds/eu-west-1/instances", "ec2/eu-west-1/volumes");
      assertThat(seen.lockInPage())
          .contains("- `route53/zones`: a right is missing, there may be more: ")
          .contains("it takes route53:ListHostedZones, route53:ListResourceRecordSets");
      bundle.snapshot();
      List<Gap> gaps = bundle.gaps();
      assertThat(gaps).allMatch(gap -> gap.code() == Gap.Code.FORBIDDEN);
      assertThat(
              new TreeSet<>(gaps.stream().map(gap -> ((OfKey) gap.scope()).key().text()).toList()))
          .contains("iam", "route53/zones", "kms/eu-west-1/keys");
      assertThat(bundle.restored()).containsKey("rds/eu-west-1/instances/posts.json");
    } finally {
      filled.post("/moto-api/reset-auth", "moto", "inf");
    }
  }

  @Test
  void credentialsThatAreRefusedAreAFailureOfTheWhole() {
    filled.post("/moto-api/reset-auth", "moto", "0");
    try {
      AccountBundle unknown = AccountBundle.of(folder, host.endpoint(), "AKIAUNKNOWN", "x");
      assertThatThrownBy(unknown::discover)
          .isInstanceOfSatisfying(
              StoreException.class,
              failure -> assertThat(failure.reason()).isEqualTo(Reason.ACCOUNT_GONE));
    } finally {
      filled.post("/moto-api/reset-auth", "moto", "inf");
    }
  }

  @Test
  void anAccountIsNoTarget() {
    StoreAddress account = account().account();
    assertThatThrownBy(() -> new dev.migrator.Migrator().open(account))
        .hasMessage("the account at %s can only be read".formatted(host.endpoint()));
  }
}
