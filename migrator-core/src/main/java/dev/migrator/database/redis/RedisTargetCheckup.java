package dev.migrator.database.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.error.StoreException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/// Looks at a Redis or Valkey server that is to be restored to, with canary keys that are removed,
/// and that expire by themselves.
public record RedisTargetCheckup(RedisAddress address) implements Checkup {
  private static final long EXPIRY_MILLIS = 60_000;
  private static final byte[] VALUE = "Gr\u00fc\u00dfe \u4e2d\r\n".getBytes(UTF_8);

  @Override
  public String label() {
    return address.label();
  }

  @Override
  public void run(Findings findings) {
    Mend grant =
        new Mend.ByHand("As an administrator: ACL SETUSER this user ~* +@all, for the restore.");
    ServerChecks checks = new ServerChecks(address, grant, findings);
    Instant asked = Instant.now();
    try (Connection connection = new Connector(address).open()) {
      Server server = checks.look(connection, asked);
      cluster(server, connection, findings);
      connection.select(address.database() == null ? 0 : address.database());
      occupied(connection, findings);
      memory(server, findings);
      findings.add(canary(connection));
    } catch (StoreException e) {
      findings.add(checks.refused().of(e));
    }
  }

  private static void cluster(Server server, Connection connection, Findings findings) {
    if (server.isPartOfCluster(connection)) {
      findings.add(
          Check.failure(
              Topic.CONTENT,
              "it is a node of a cluster, which takes only the keys of its own slots",
              new Mend.ByHand("Name a server that is no cluster.")));
    }
  }

  private static void occupied(Connection connection, Findings findings) {
    long keys = connection.call(Command.of("DBSIZE")).number();
    findings.add(
        keys == 0
            ? Check.ok(Topic.CONTENT, "empty")
            : Check.warning(
                Topic.CONTENT,
                "not empty: %,d keys are there; a restore goes on only where they are an earlier one's"
                    .formatted(keys),
                new Mend.ByHand("Name an empty database.")));
  }

  private static void memory(Server server, Findings findings) {
    String most = server.info().getOrDefault("maxmemory", "0");
    findings.add(
        Check.ok(
            Topic.SPACE,
            "%,d bytes of memory in use, at most %s"
                .formatted(server.memoryBytes(), most.equals("0") ? "what there is" : most)));
  }

  private static Check canary(Connection connection) {
    String key = "migrator-canary-" + UUID.randomUUID();
    String copy = key + "-copy";
    try {
      connection.call(Command.of("SET", key, VALUE, "PX", EXPIRY_MILLIS));
      byte[] payload = connection.call(Command.of("DUMP", key)).someBytes();
      connection.call(Command.of("RESTORE", copy, EXPIRY_MILLIS, payload));
      boolean isSame =
          Arrays.equals(VALUE, connection.call(Command.of("GET", key)).someBytes())
              && Arrays.equals(VALUE, connection.call(Command.of("GET", copy)).someBytes());
      return isSame
          ? Check.ok(
              Topic.CANARY,
              "keys were written by commands and by RESTORE, read back, compared and removed")
          : Check.failure(
              Topic.CANARY,
              "a key that was written was read back as another",
              new Mend.ByHand("See what lies between here and the server, and alters it."));
    } finally {
      connection.call(Command.of("DEL", key, copy));
    }
  }
}
