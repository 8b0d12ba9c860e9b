package dev.migrator.discover;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.discover.LockIn.Group;
import java.io.UncheckedIOException;

/// The lock-in report as JSON. Names of members never change.
final class LockInJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private LockInJson() {}

  static String of(Discovery discovery) {
    ObjectNode report = MAPPER.createObjectNode().put("account", discovery.accountId());
    discovery.regions().forEach(report.putArray("regions")::add);
    var findings = report.putArray("findings");
    discovery.lockIn().groups().forEach(group -> put(findings.addObject(), group));
    var notSeen = report.putArray("notSeen");
    discovery
        .notRead()
        .forEach(one ->
            notSeen
                .addObject()
                .put("what", one.place())
                .put("why", one.why().wire())
                .put("reason", one.reason()));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(ObjectNode finding, Group group) {
    finding
        .put("class", group.of().wire())
        .put("kind", group.kind())
        .put("title", group.title())
        .put("what", group.what())
        .put("now", group.now());
    var members = finding.putArray("members");
    group
        .members()
        .forEach(one -> members.addObject().put("region", one.region()).put("name", one.name()));
  }
}
