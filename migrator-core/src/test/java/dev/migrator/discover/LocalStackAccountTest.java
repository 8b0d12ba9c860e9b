package dev.migrator.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.discover.LockIn.Group;
import dev.migrator.estate.Estate;
import dev.migrator.store.account.NotRead;
import dev.migrator.store.account.NotRead.Why;
import dev.migrator.store.s3.LocalStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.localstack.LocalStackContainer;

final class LocalStackAccountTest {
  private static LocalStackContainer server;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    server =
        LocalStack.start(
            "iam", "kms", "route53", "s3", "secretsmanager", "ses", "sns", "sqs", "ssm", "sts");
    HostedAccount _ =
        new HostedAccount(server.getEndpoint(), server.getAccessKey(), server.getSecretKey())
            .fill();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.stop();
    }
  }

  @Test
  void anAccountIsDiscoveredSavedAndRestored() throws IOException {
    AccountBundle bundle =
        AccountBundle.of(
            folder, server.getEndpoint(), server.getAccessKey(), server.getSecretKey());
    Discovery discovery = bundle.discover();
    assertThat(discovery.isIncomplete()).as("%s", discovery.notRead()).isFalse();
    Estate estate = bundle.written(discovery);
    assertThat(estate.sources().keySet())
        .containsExactly("account", "parler-access-logs", "parler-media");
    assertThat(discovery.lockIn().groups())
        .extracting(Group::kind)
        .contains("s3/buckets", "route53/zones", "iam/roles", "kms/keys", "ses/identities")
        .contains("secretsmanager/secrets", "ssm/parameters", "sqs/queues", "sns/topics");
    assertThat(discovery.notRead())
        .as("services that the host has not")
        .isNotEmpty()
        .allMatch(one -> one.why() == Why.ABSENT)
        .extracting(NotRead::place)
        .contains("rds/eu-west-1/instances");

    assertThat(bundle.snapshot().sources().get("account").gaps()).isZero();
    TreeMap<String, String> restored = bundle.restored();
    assertThat(restored).containsKeys("iam/roles/app.json", "s3/buckets/parler-media.json");
    assertThat(restored.values()).noneMatch(text -> text.contains(HostedAccount.SECRET));
    assertThat(
            restored.get(
                restored.ceilingKey("route53/zones/example.com-").replace(".json", ".zone")))
        .contains("example.com.\t300\tIN\tMX\t10 mail.example.com.");
  }
}
