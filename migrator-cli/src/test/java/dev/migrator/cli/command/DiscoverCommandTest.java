package dev.migrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrator.discover.Discovery;
import dev.migrator.discover.Discovery.Source;
import dev.migrator.discover.LockIn;
import dev.migrator.discover.LockIn.Group;
import dev.migrator.discover.LockIn.Member;
import dev.migrator.discover.LockInClass;
import dev.migrator.estate.Estate;
import dev.migrator.model.Credentials.ProfileCredentials;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.store.account.NotRead;
import dev.migrator.store.account.NotRead.Why;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiscoverCommandTest {
  private static final AccountAddress ACCOUNT =
      new AccountAddress(
          List.of("eu-central-1", "eu-west-1"),
          URI.create("http://127.0.0.1:4566"),
          new ProfileCredentials("old"));

  @TempDir private Path folder;

  private static Discovery discovery(NotRead... notRead) {
    return new Discovery(
        "123456789012",
        List.of("eu-west-1"),
        new Estate("e", new TreeMap<>(Map.of("account", ACCOUNT)), OptionalLong.empty()),
        List.of(
            new Source(
                "account", "the account", 95, OptionalLong.of(7), OptionalLong.empty(), "all")),
        new LockIn(
            List.of(
                new Group(
                    LockInClass.DIES,
                    "kms/keys",
                    "KMS keys",
                    "never leave",
                    "decrypt",
                    List.of(new Member("eu-west-1", "k"))))),
        List.of(notRead));
  }

  private Run run(ScriptedVerbs verbs, String... options) {
    List<String> words = new ArrayList<>(List.of("discover", "-o", estate().toString()));
    words.addAll(List.of(options));
    return Run.of(verbs, words.toArray(String[]::new));
  }

  private Path estate() {
    return folder.resolve("estate.yaml");
  }

  @Test
  void theEstateAndTheReportAreWrittenAndToldOf() throws IOException {
    ScriptedVerbs verbs = new ScriptedVerbs().answering(discovery());
    Run run =
        run(
            verbs,
            "--profile",
            "old",
            "--region",
            "eu-west-1",
            "--region",
            "eu-central-1",
            "--endpoint",
            "http://127.0.0.1:4566");
    assertThat(run.code()).isZero();
    assertThat(verbs.asked).containsExactly(ACCOUNT);
    assertThat(run.out())
        .startsWith("account 123456789012 in eu-west-1: 1 source\n")
        .contains("account     95        7      ?  the account\n")
        .contains("1  Dies with the account: KMS keys\n")
        .contains("./migrator snapshot " + estate() + " --bundle AT");
    assertThat(Files.readString(estate())).contains("sources:\n  # all\n  account:\n");
    assertThat(Files.readString(folder.resolve("estate.lock-in.md")))
        .contains("### KMS keys (1)", "**Now:** decrypt");
    JsonNode report = new JsonMapper().readTree(folder.resolve("estate.lock-in.json").toFile());
    assertThat(report.path("findings").path(0).path("class").asText()).isEqualTo("dies");
  }

  @Test
  void whatWasNotSeenIsToldAndChangesTheCode() throws IOException {
    NotRead refused = new NotRead("kms/keys", "eu-west-1", Why.FORBIDDEN, "HTTP 403");
    NotRead too = new NotRead("kms/keys", "us-east-1", Why.FORBIDDEN, "HTTP 403");
    Run run = run(new ScriptedVerbs().answering(discovery(refused, too)));
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .contains(
            "not seen, so there may be more:\n  kms/keys in eu-west-1, us-east-1: HTTP 403\n");
    assertThat(Files.readString(estate()))
        .contains("# NOT SEEN: kms/keys in eu-west-1, us-east-1: HTTP 403\n");
  }

  @Test
  void aServiceThatIsNotThereHidesNothing() {
    NotRead absent = new NotRead("kms/keys", "eu-west-1", Why.ABSENT, "HTTP 501");
    Run run = run(new ScriptedVerbs().answering(discovery(absent)));
    assertThat(run.code()).isZero();
    assertThat(run.out()).doesNotContain("not seen");
  }

  @Test
  void inJsonTheFactsAreTheSame() throws IOException {
    NotRead refused = new NotRead("kms/keys", "eu-west-1", Why.FORBIDDEN, "HTTP 403");
    Run run = run(new ScriptedVerbs().answering(discovery(refused)), "--json");
    JsonNode result = new JsonMapper().readTree(run.out()).path("result");
    assertThat(result.path("account").asText()).isEqualTo("123456789012");
    assertThat(result.path("sources").path(0).path("value").asInt()).isEqualTo(95);
    assertThat(result.path("sources").path(0).path("bytes").isNull()).isTrue();
    assertThat(result.path("lockIn").path("dies").asInt()).isOne();
    assertThat(result.path("notSeen").path(0).path("why").asText()).isEqualTo("forbidden");
    assertThat(result.path("files")).hasSize(3);
  }

  @Test
  void nothingThatIsThereIsOverwrittenAndNoHostIsAskedThen() throws IOException {
    Path report = Files.writeString(folder.resolve("estate.lock-in.md"), "mine");
    ScriptedVerbs verbs = new ScriptedVerbs();
    Run run = run(verbs);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("error: " + report + " is there already\nhint: ");
    assertThat(verbs.asked).isEmpty();
    assertThat(report).hasContent("mine");
  }

  @Test
  void wrongOptionsAreRefusedBeforeAnythingIsAsked() {
    ScriptedVerbs verbs = new ScriptedVerbs();
    assertThat(run(verbs, "--region", "evil.example/").code()).isEqualTo(2);
    assertThat(run(verbs, "--endpoint", "ftp://x").code()).isEqualTo(2);
    assertThat(Run.of(verbs, "discover", "-o", folder.resolve("estate.txt").toString()).err())
        .contains("is no name for an estate file");
    assertThat(verbs.asked).isEmpty();
  }

  @Test
  void aLineOfJsonASecondTellsHowFarItHasCome() {
    ScriptedVerbs slow =
        new ScriptedVerbs().answering(discovery()).taking(Duration.ofMillis(1_500));

    assertThat(run(slow, "--progress", "json").err())
        .isEqualTo(
            "{\"time\":\"2026-11-25T06:00:00Z\",\"state\":\"counting\",\"objectsDone\":2,"
                + "\"objectsTotal\":3,\"bytesDone\":0,\"bytesTotal\":0,\"unchanged\":0,"
                + "\"gaps\":0,\"fallsOff\":[],\"told\":[]}\n");
  }
}
