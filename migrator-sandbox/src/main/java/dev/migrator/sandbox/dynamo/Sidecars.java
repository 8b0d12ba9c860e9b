package dev.migrator.sandbox.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// Time to live, resource policies, and the sidecars that no table here has.
final class Sidecars {
  private final Tables tables;

  Sidecars(Tables tables) {
    this.tables = tables;
  }

  Map<String, Operation> all() {
    return Map.of(
        "UpdateTimeToLive", this::updateExpiry,
        "DescribeTimeToLive", this::describeExpiry,
        "PutResourcePolicy", this::putPolicy,
        "GetResourcePolicy", this::getPolicy,
        "DescribeKinesisStreamingDestination", this::describeKinesis,
        "DescribeContributorInsights", this::describeInsights);
  }

  private ObjectNode updateExpiry(Fields request) {
    Table table = tables.named(request);
    Fields asked = request.neededStructure("TimeToLiveSpecification");
    String attribute = asked.needed("AttributeName");
    new Constraints()
        .present("timeToLiveSpecification.enabled", asked.node().get("Enabled"))
        .length("timeToLiveSpecification.attributeName", attribute, 1, 255)
        .hold();
    Tables.checkActive(table);
    Sidecar sidecar = table.sidecar();
    String now = sidecar.expiryAttribute();
    if (!asked.flag("Enabled") && now == null) {
      throw Refusal.validation("TimeToLive is already disabled");
    }
    if (now != null && !now.equals(attribute)) {
      throw Refusal.validation(
          "TimeToLive is active on a different AttributeName: current AttributeName is " + now);
    }
    if (asked.flag("Enabled") && now != null) {
      throw Refusal.validation("TimeToLive is already enabled");
    }
    sidecar.expiryAttribute(asked.flag("Enabled") ? attribute : null);
    return Json.object("TimeToLiveSpecification", asked.node());
  }

  private ObjectNode describeExpiry(Fields request) {
    Table table = tables.named(request);
    if (table.status() == Status.CREATING || table.status() == Status.DELETING) {
      throw Refusal.validation(
          "Cannot describe time to live while table is in %1$s state: Current table state is %1$s"
              .formatted(table.status()));
    }
    String attribute = table.sidecar().expiryAttribute();
    ObjectNode description = Json.object().put("TimeToLiveStatus", table.sidecar().expiryStatus());
    if (attribute != null) {
      description.put("AttributeName", attribute);
    }
    return Json.object("TimeToLiveDescription", description);
  }

  private ObjectNode putPolicy(Fields request) {
    Table table = tables.withArn(request.needed("ResourceArn"));
    String policy = request.needed("Policy");
    try {
      Json.parse(policy.getBytes(UTF_8));
    } catch (Refusal e) {
      throw Refusal.invalid("Invalid policy document: This policy contains invalid Json");
    }
    table.sidecar().policy(policy);
    return Json.object().put("RevisionId", table.sidecar().policyRevision());
  }

  private ObjectNode getPolicy(Fields request) {
    String arn = request.needed("ResourceArn");
    Table table = tables.withArn(arn);
    String policy = table.sidecar().policy();
    if (policy == null) {
      throw Refusal.of(
          "PolicyNotFoundException",
          "Resource-based policy not found for the provided ResourceArn: " + arn);
    }
    return Json.object().put("Policy", policy).put("RevisionId", table.sidecar().policyRevision());
  }

  private ObjectNode describeKinesis(Fields request) {
    ObjectNode answer = Json.object().put("TableName", tables.named(request).name());
    answer.putArray("KinesisDataStreamDestinations");
    return answer;
  }

  private ObjectNode describeInsights(Fields request) {
    ObjectNode answer = Json.object().put("TableName", tables.named(request).name());
    answer.putArray("ContributorInsightsRuleList");
    return answer.put("ContributorInsightsStatus", "DISABLED");
  }
}
