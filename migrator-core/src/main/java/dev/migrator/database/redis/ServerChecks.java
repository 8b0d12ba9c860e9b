package dev.migrator.database.redis;

import dev.migrator.check.Check;
import dev.migrator.check.Clocks;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Refused;
import dev.migrator.check.Topic;
import dev.migrator.check.Wires;
import dev.migrator.database.DatabaseAddress.RedisAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What every use of a server needs: one that answers, and who we are there.
///
/// @param rights mends what this user lacks
record ServerChecks(RedisAddress address, Mend rights, Findings findings) {

  /// Of the refusals of this server.
  Refused refused() {
    return new Refused(redisCli("PING"), redisCli("ACL", "WHOAMI"), rights);
  }

  Mend redisCli(String... command) {
    List<String> words =
        new ArrayList<>(
            List.of("redis-cli", "-h", address.host(), "-p", String.valueOf(address.port())));
    if (address.tls() != null) {
      words.add("--tls");
    }
    if (!address.user().isEmpty()) {
      words.addAll(List.of("--user", address.user(), "--askpass"));
    }
    words.addAll(List.of(command));
    return new Mend.Command(List.copyOf(words));
  }

  /// @param asked when the connection was asked for
  Server look(Connection connection, Instant asked) {
    Server server = Server.ask(connection);
    findings.add(Wires.reached(server.product(), Duration.between(asked, Instant.now())));
    findings.add(
        Wires.encrypted(
            address.host(),
            address.tls() == null ? "" : "TLS",
            new Mend.ByHand("Write rediss:// in the URL, where the server has TLS.")));
    Instant before = Instant.now();
    if (connection.ask(Command.of("TIME")) instanceof Reply.Many time) {
      Duration half = Duration.between(before, Instant.now()).dividedBy(2);
      findings.add(Clocks.ofOther(Instant.ofEpochMilli(Server.millis(time)), before.plus(half)));
    }
    findings.add(
        Check.ok(
            Topic.CREDENTIALS,
            address.user().isEmpty() ? "the server's default user" : "user " + address.user()));
    return server;
  }
}
