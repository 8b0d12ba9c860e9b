package dev.migrator.store.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A zone of Route 53 as a master file (RFC 1035, section 5). What such a file cannot say stands in
/// it as comments: aliases, which only Route 53 resolves, and of records with a routing policy all
/// sets but the first.
final class ZoneFile {
  static final String KIND = "route53/zones";

  /// Fields of a record's value that are domain names, which Route 53 takes as complete with or
  /// without their last dot, by type.
  private static final Set<String> ENDING_IN_A_NAME =
      Set.of("CNAME", "DNAME", "MX", "NAPTR", "NS", "PTR", "SRV");

  private static final List<String> ROUTING =
      List.of(
          "SetIdentifier",
          "Weight",
          "Region",
          "Failover",
          "MultiValueAnswer",
          "GeoLocation",
          "GeoProximityLocation",
          "CidrRoutingConfig",
          "HealthCheckId");

  private final StringBuilder text = new StringBuilder();
  private final Set<String> routed = new HashSet<>();

  private ZoneFile() {}

  /// @param zone with `HostedZone` and `ResourceRecordSets`, as the API gives them
  static String of(JsonNode zone) {
    ZoneFile file = new ZoneFile();
    String name = DomainText.masterForm(zone.path("HostedZone").path("Name").asText());
    file.line("; Zone %s as Route 53 held it.".formatted(name));
    file.line("; SOA and the NS of the zone itself name its servers: put those of the new host.");
    file.line("$ORIGIN " + name);
    List<JsonNode> sets = new ArrayList<>();
    zone.path("ResourceRecordSets").forEach(sets::add);
    sets.sort(Comparator.comparing(set -> !type(set).equals("SOA")));
    sets.forEach(file::set);
    return file.text.toString();
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String type(JsonNode set) {
    return set.path("Type").asText();
  }

  private void set(JsonNode set) {
    String name = DomainText.masterForm(set.path("Name").asText());
    if (set.has("AliasTarget")) {
      line("; alias: %s %s -> %s".formatted(name, type(set), alias(set)));
      return;
    }
    String comment = "";
    if (set.has("SetIdentifier")) {
      boolean isFirst = routed.add(name + " " + type(set));
      line("; %s %s, routing %s:".formatted(name, type(set), routing(set)));
      comment = isFirst ? "" : "; ";
    }
    for (JsonNode record : set.path("ResourceRecords")) {
      String value = value(type(set), record.path("Value").asText());
      line(
          "%s%s\t%d\tIN\t%s\t%s"
              .formatted(comment, name, set.path("TTL").asLong(), type(set), value));
    }
  }

  private static String alias(JsonNode set) {
    JsonNode target = set.path("AliasTarget");
    String routing = set.has("SetIdentifier") ? ", routing " + routing(set) : "";
    return "%s (zone %s)%s"
        .formatted(
            DomainText.masterForm(target.path("DNSName").asText()),
            target.path("HostedZoneId").asText(),
            routing);
  }

  private static String routing(JsonNode set) {
    return ROUTING.stream()
        .filter(set::has)
        .map(policy -> policy + "=" + text(set.path(policy)))
        .collect(Collectors.joining(" "));
  }

  /// Within a comment: one line.
  private static String text(JsonNode value) {
    return (value.isTextual() ? value.asText() : value.toString()).replaceAll("\\R", " ");
  }

  private static String value(String type, String value) {
    return switch (type) {
      case "SOA" -> completed(value, Set.of(0, 1));
      case "HTTPS", "SVCB" -> completed(value, Set.of(1));
      case String of when ENDING_IN_A_NAME.contains(of) ->
          completed(value, Set.of(value.strip().split("\\s+").length - 1));
      default -> DomainText.decimalEscapes(value.strip().replaceAll("\\R", " "));
    };
  }

  /// @param names which fields are names, counted from 0
  private static String completed(String value, Set<Integer> names) {
    String[] fields = value.strip().split("\\s+");
    for (int i = 0; i < fields.length; i++) {
      fields[i] =
          names.contains(i)
              ? DomainText.masterForm(fields[i])
              : DomainText.decimalEscapes(fields[i]);
    }
    return String.join(" ", fields);
  }
}
