package dev.migrator.store.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.HostedZone;

/// Zones with all their records.
final class DnsQuestions {
  static final List<Question> ALL =
      List.of(
          Question.global(
              ZoneFile.KIND,
              "route53",
              List.of("route53:ListHostedZones", "route53:ListResourceRecordSets"),
              DnsQuestions::zones));

  private static final String BEFORE_IDS = "/hostedzone/";

  private DnsQuestions() {}

  private static void zones(Place place, Answers answers) {
    try (Route53Client client = place.open(Route53Client.builder())) {
      answers.each(
          client.listHostedZonesPaginator().hostedZones().stream(),
          zone -> answers.add(name(zone), zone(client, zone)));
    }
  }

  /// There may be several zones of one name, public and private.
  private static String name(HostedZone zone) {
    return zone.name().replaceFirst("\\.$", "") + "-" + zone.id().replace(BEFORE_IDS, "");
  }

  private static ObjectNode zone(Route53Client client, HostedZone zone) {
    ObjectNode json = Answers.object();
    json.set("HostedZone", Answers.json(zone));
    json.set(
        "ResourceRecordSets",
        Answers.list(
            client
                .listResourceRecordSetsPaginator(r -> r.hostedZoneId(zone.id()))
                .resourceRecordSets()
                .stream()));
    return json;
  }
}
