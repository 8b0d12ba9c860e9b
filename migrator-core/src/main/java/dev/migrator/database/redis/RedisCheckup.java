package dev.migrator.database.redis;

import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Extent;
import dev.migrator.check.Extent.Counted;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.database.DatabaseAddress.RedisAddress;
import dev.migrator.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Looks at a Redis or Valkey server that is to be captured. It is not asked for a copy of itself,
/// which costs it a process and memory.
public record RedisCheckup(RedisAddress address) implements Checkup {
  private static final Mend POLICY = new Mend.Own("policy", List.of());

  /// Of no key.
  private static final String KEY = "migrator-canary";

  /// What reads keys, and what is told of a server. Each is harmless.
  private static final List<List<String>> READING =
      List.of(
          List.of("SCAN", "0", "COUNT", "1"),
          List.of("TYPE", KEY),
          List.of("PTTL", KEY),
          List.of("GET", KEY));

  /// What reads small keys many at one time.
  private static final List<List<String>> HASTENING =
      List.of(List.of("DUMP", KEY), List.of("MEMORY", "USAGE", KEY));

  private static final List<List<String>> TELLING =
      List.of(
          List.of("REPLCONF", "ip-address", ""),
          List.of("CONFIG", "GET", "maxmemory-policy"),
          List.of("ACL", "LIST"),
          List.of("FUNCTION", "LIST"));

  @Override
  public String label() {
    return address.label();
  }

  @Override
  public void run(Findings findings) {
    ServerChecks checks = new ServerChecks(address, POLICY, findings);
    Instant asked = Instant.now();
    try (Connection connection = new Connector(address).open()) {
      Server server = checks.look(connection, asked);
      size(server, findings);
      rights(connection, findings);
      spool(server, findings);
      cluster(server, connection, findings);
    } catch (StoreException e) {
      findings.add(checks.refused().of(e));
    }
  }

  private static void size(Server server, Findings findings) {
    long keys = server.databases().stream().mapToLong(server::keys).sum();
    findings.extent(new Extent(keys, server.memoryBytes(), Counted.WHOLE));
    findings.add(
        Check.ok(
            Topic.SIZE, "%,d keys, %,d bytes of memory".formatted(keys, server.memoryBytes())));
  }

  private static void rights(Connection connection, Findings findings) {
    List<String> reading = refused(connection, READING);
    List<String> hastening = refused(connection, HASTENING);
    List<String> telling = refused(connection, TELLING);
    if (!reading.isEmpty()) {
      findings.add(
          Check.failure(Topic.RIGHTS, "the user may not: " + String.join(", ", reading), POLICY));
    }
    if (!hastening.isEmpty()) {
      findings.add(
          Check.warning(
              Topic.RIGHTS,
              "the user may not %s; where keys are read one after the other, that takes longer, and values of modules are not captured"
                  .formatted(String.join(", ", hastening)),
              POLICY));
    }
    if (!telling.isEmpty()) {
      findings.add(
          Check.warning(
              Topic.RIGHTS,
              "the user may not %s; without REPLCONF keys are read one after the other, and each"
                      .formatted(String.join(", ", telling))
                  + " other one is something that is not captured",
              POLICY));
    }
    if (reading.isEmpty() && hastening.isEmpty() && telling.isEmpty()) {
      findings.add(Check.ok(Topic.RIGHTS, "keys, users, functions and settings may be read"));
    }
  }

  private static List<String> refused(Connection connection, List<List<String>> commands) {
    List<String> refused = new ArrayList<>();
    for (List<String> words : commands) {
      Reply answer = connection.ask(Command.of(words.toArray()));
      if (answer instanceof Reply.Refusal(String said)
          && Failures.reason(said) == StoreException.Reason.FORBIDDEN) {
        refused.add(words.getFirst().equals("MEMORY") ? "MEMORY USAGE" : words.getFirst());
      }
    }
    return refused;
  }

  /// The copy that a server sends lies on this machine's disk first.
  private static void spool(Server server, Findings findings) {
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < server.memoryBytes()) {
        findings.add(
            Check.warning(
                Topic.SPACE,
                "%s has %,d bytes free, and the server's copy of itself, which lies there first, may have %,d"
                    .formatted(folder, free, server.memoryBytes()),
                new Mend.ByHand("Make room there, or set JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=….")));
      }
    } catch (IOException e) {
      findings.add(
          Check.warning(
              Topic.SPACE,
              "the free space of %s cannot be told: %s".formatted(folder, e.getMessage()),
              new Mend.ByHand("Make sure that it can be written.")));
    }
  }

  private static void cluster(Server server, Connection connection, Findings findings) {
    if (server.isPartOfCluster(connection)) {
      findings.add(
          Check.warning(
              Topic.CONTENT,
              "it is a node of a cluster and has only the keys of its own slots",
              new Mend.ByHand("Name each primary as a source of its own.")));
    }
  }
}
