package dev.migrator.store.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import software.amazon.awssdk.regions.Region;

/// Domains that are registered through the account (Amazon Route 53, "ListDomains").
final class DomainQuestions {
  private static final String SERVICE = "route53domains";
  private static final String TARGET = "Route53Domains_v20140515.";
  private static final int PAGE = 100;

  static final List<Question> ALL =
      List.of(
          Question.global(
              "route53/domains",
              SERVICE,
              List.of("route53domains:GetDomainDetail", "route53domains:ListDomains"),
              DomainQuestions::domains));

  private DomainQuestions() {}

  /// Only AWS's commercial accounts can register domains, and in one region only.
  private static void domains(Place place, Answers answers) {
    if (place.region().equals(Region.AWS_GLOBAL)) {
      ask(new SignedCalls(place.in(Region.US_EAST_1), SERVICE), answers);
    }
  }

  private static void ask(SignedCalls registrar, Answers answers) {
    registrar.pages(
        TARGET + "ListDomains",
        Answers.object().put("MaxItems", PAGE),
        "Marker",
        "NextPageMarker",
        page ->
            answers.each(
                page.path("Domains").valueStream(), domain -> add(registrar, domain, answers)));
  }

  private static void add(SignedCalls registrar, JsonNode domain, Answers answers) {
    ObjectNode json = domain.deepCopy();
    ObjectNode name = Answers.object().put("DomainName", json.path("DomainName").asText());
    answers.detail(
        json,
        "DomainDetail",
        "GetDomainDetail",
        () -> registrar.call(TARGET + "GetDomainDetail", name));
    answers.add(json.path("DomainName").textValue(), json);
  }
}
