package dev.migrator.store.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;

/// The services that an account was billed for in this month and the one before (AWS Cost Explorer,
/// "GetCostAndUsage"; 0.01 USD a page). It names what no other question is about.
final class Bill {
  private static final String QUESTION = "bill/services";
  private static final String SERVICE = "ce";

  private Bill() {}

  /// @param notRead gets why there is no answer
  /// @return names as Cost Explorer spells them
  static SortedSet<String> services(Place place, List<NotRead> notRead) {
    SignedCalls costs = new SignedCalls(place, SERVICE);
    SortedSet<String> services = new TreeSet<>();
    try {
      costs.pages(
          "AWSInsightsIndexService.GetCostAndUsage",
          asked(),
          "NextPageToken",
          "NextPageToken",
          page -> add(page, services));
    } catch (SdkException e) {
      notRead.add(Refusals.of(QUESTION, SERVICE, place, e));
    }
    return services;
  }

  private static void add(JsonNode page, SortedSet<String> services) {
    page.path("ResultsByTime")
        .forEach(time ->
            time.path("Groups")
                .forEach(group ->
                    group.path("Keys").forEach(service -> services.add(service.asText()))));
  }

  private static ObjectNode asked() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    ObjectNode asked = Answers.object();
    asked
        .putObject("TimePeriod")
        .put("Start", today.minusMonths(1).withDayOfMonth(1).toString())
        .put("End", today.toString());
    asked.put("Granularity", "MONTHLY").putArray("Metrics").add("UnblendedCost");
    asked.putArray("GroupBy").addObject().put("Type", "DIMENSION").put("Key", "SERVICE");
    return asked;
  }
}
