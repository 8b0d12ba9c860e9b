package dev.migrator.database.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.database.DatabaseBundle;
import dev.migrator.database.redis.RedisHost.Version;
import dev.migrator.restore.RestoreReport.SourceReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Users from one server to another.
@EnabledOnOs(
    value = OS.LINUX,
    architectures = "amd64") // the server that comes along is built for it
final class UsersTest {
  @TempDir private Path folder;

  private SourceReport moved(RedisHost source, RedisHost target) {
    source.call("SET", "a", "b");
    DatabaseBundle bundle = Bundles.in(folder.resolve("bundle"));
    bundle.snapshot(source.address());
    return bundle.restore(target.address());
  }

  private static List<String> told(SourceReport report) {
    return report.losses().stream().map(loss -> loss.loss().toString()).toList();
  }

  private static String rules(RedisHost host, String name) {
    return host.call("ACL", "LIST").items().stream()
        .map(Reply::text)
        .filter(line -> line.startsWith("user " + name + " "))
        .findFirst()
        .orElse("");
  }

  @Test
  void aUserComesBackSwitchedOffAndWithTheCommandThatSwitchesItOn() {
    try (RedisHost source = RedisHost.start(Version.INSTALLED);
        RedisHost target = RedisHost.start(Version.INSTALLED)) {
      source.call(
          "ACL",
          "SETUSER",
          "alice",
          "on",
          ">Sesame-123",
          "~app:*",
          "&news",
          "+@read",
          "+config|get",
          "(~other:* +set)",
          "(%R~x +@all -@dangerous)");
      source.call("ACL", "SETUSER", "open", "on", "nopass", "allkeys", "+@all");
      SourceReport report = moved(source, target);
      assertThat(report.differences().first()).isEmpty();
      assertThat(told(report))
          .anySatisfy(loss ->
              assertThat(loss).contains("user alice").contains("ACL SETUSER alice on '>PASSWORD'"))
          .anySatisfy(loss -> assertThat(loss).contains("ACL SETUSER open on nopass"))
          .anySatisfy(loss -> assertThat(loss).contains("the server forgets them"));
      String before = rules(source, "alice").replaceAll("#[0-9a-f]+ ", "");
      assertThat(rules(target, "alice").replace("sanitize-payload ", ""))
          .isEqualTo(before.replace(" on ", " off "));
      assertThat(rules(target, "open")).contains(" off ").doesNotContain("nopass");
      assertThat(rules(target, "default")).isEqualTo(rules(source, "default"));
    }
  }

  @Test
  void whoIsThereStaysAsHeIs() {
    try (RedisHost source = RedisHost.start(Version.SIX);
        RedisHost target = RedisHost.start(Version.SIX)) {
      source.call("ACL", "SETUSER", "alice", "on", "nopass", "~*", "+@all");
      source.call("ACL", "SETUSER", "default", "-flushall");
      target.call("ACL", "SETUSER", "alice", "on", ">word", "~few", "+get");
      String alice = rules(target, "alice");
      String first = rules(target, "default");
      SourceReport report = moved(source, target);
      assertThat(rules(target, "alice")).isEqualTo(alice);
      assertThat(rules(target, "default")).isEqualTo(first);
      assertThat(told(report))
          .anySatisfy(loss -> assertThat(loss).contains("user alice").contains("stays as it is"))
          .anySatisfy(loss -> assertThat(loss).contains("user default").contains("stays as it is"));
      assertThat(report.differences().first()).isEmpty();
    }
  }

  @Test
  void whatAnOlderServerDoesNotKnowIsToldOfThatUser() {
    try (RedisHost source = RedisHost.start(Version.INSTALLED);
        RedisHost target = RedisHost.start(Version.SIX)) {
      source.call("ACL", "SETUSER", "alice", "on", "nopass", "~a", "+get", "(~b +set)");
      source.call("ACL", "SETUSER", "bob", "on", "nopass", "~a", "+get");
      SourceReport report = moved(source, target);
      assertThat(rules(target, "alice")).isEmpty();
      assertThat(rules(target, "bob")).contains(" off ").contains("~a").contains("+get");
      assertThat(told(report))
          .anySatisfy(loss -> assertThat(loss).contains("user alice").contains("it is not made"));
      assertThat(report.differences().first()).isEmpty();
    }
  }

  @Test
  void anotherRunTellsAgainAndMakesNoneTwice() {
    try (RedisHost target = RedisHost.start(Version.SIX);
        Connection connection = target.connect()) {
      Users users = Users.parse(bytes("user alice on nopass ~* &* +@all\n"));
      users.make(connection, new Problems());
      Problems again = new Problems();
      users.make(connection, again);
      users.compare(connection, again);
      assertThat(again.list()).singleElement().asString().contains("ACL SETUSER alice on nopass");
      target.call("ACL", "DELUSER", "alice");
      users.compare(connection, again);
      assertThat(again.list()).last().asString().contains("it is not there");
    }
  }

  @Test
  void aHostThatForbidsItIsOneProblem() {
    try (RedisHost target = RedisHost.start(Version.SIX);
        Connection connection = new Connector(target.withoutRight("acl")).open()) {
      Users users = Users.parse(bytes("user a on ~* +@all\nuser b off ~* +@all\n"));
      Problems problems = new Problems();
      users.make(connection, problems);
      users.compare(connection, problems);
      assertThat(problems.list()).singleElement().asString().contains("NOPERM");
    }
  }

  @Test
  void onlyRulesAreSent() {
    for (String hostile :
        List.of(
            ">word",
            "<word",
            "#" + "0".repeat(64),
            "!" + "0".repeat(64),
            "reset",
            "(on)",
            "(~a >word)",
            "resetpass",
            "%X~a",
            "(~a +get")) {
      AclUser user = AclUser.parse("user evil on nopass ~* " + hostile);
      assertThat(user).isNotNull();
      assertThat(user.unknown().isEmpty() && user.rules().contains(hostile)).as(hostile).isFalse();
      assertThat(user.creation().words())
          .as("on and nopass")
          .doesNotContain(bytes("on"), bytes("nopass"));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
