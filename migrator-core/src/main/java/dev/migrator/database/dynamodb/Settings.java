package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.Problems;
import dev.migrator.error.StoreException;
import java.util.List;

/// Gives a table the settings that the saved one had. What the host does not take is a loss.
record Settings(Calls calls, TableStates states, Place place, Problems problems) {

  private interface Change {
    void make();
  }

  /// What does no harm to the items, and does not slow down.
  void early() {
    taken("StreamSpecification", "stream");
    taken("DeletionProtectionEnabled", "deletion protection");
    if (place.table().hasPointInTimeRecovery()) {
      recovery();
    }
    tags();
  }

  /// Limits and expiry, for when all items are there and were read back.
  void late() {
    capacity();
    scaling();
    timeToLive();
  }

  private void change(String what, Change change) {
    try {
      change.make();
    } catch (StoreException e) {
      switch (e.reason()) {
        case FORBIDDEN, REJECTED, UNSUPPORTED, NOT_FOUND ->
            problems.loss(what(what), String.valueOf(e.getMessage()));
        case NO_SUCH_STORE,
            CHANGED,
            ACCOUNT_GONE,
            ARCHIVED,
            CUSTOMER_KEY,
            EXISTS,
            THROTTLED,
            UNAVAILABLE,
            BAD_BYTES,
            CHANGING ->
            throw e;
      }
    }
  }

  private JsonNode now() {
    return states.awaitActive(place.name());
  }

  /// Sets a member of a table's description, and looks whether it is set: some hosts overlook what
  /// they do not know.
  private void taken(String member, String what) {
    JsonNode wanted = place.table().description().path(member);
    boolean isOn = wanted.asBoolean() || wanted.path("StreamEnabled").asBoolean();
    if (isOn && !now().path(member).equals(wanted)) {
      change(
          what,
          () -> {
            states.update(place.name(), named().set(member, wanted));
            if (!now().path(member).equals(wanted)) {
              problems.loss(what(what), "the host has not taken it over");
            }
          });
    }
  }

  private String what(String setting) {
    return "%s of %s".formatted(setting, place.label());
  }

  private ObjectNode named() {
    return Questions.named(place.name());
  }

  private void update(String what, ObjectNode request) {
    change(what, () -> states.update(place.name(), request));
  }

  private void recovery() {
    ObjectNode request = named();
    request.putObject("PointInTimeRecoverySpecification").put("PointInTimeRecoveryEnabled", true);
    change(
        "point-in-time recovery",
        () -> calls.call("UpdateContinuousBackups", place.name(), request));
  }

  /// AWS's own tags cannot be set.
  private void tags() {
    ArrayNode tags = Json.array();
    for (JsonNode tag : place.table().answers().path("ListTagsOfResource").path("Tags")) {
      if (!tag.path("Key").asText().startsWith("aws:")) {
        tags.add(tag);
      }
    }
    if (!tags.isEmpty()) {
      ObjectNode request = Json.object().put("ResourceArn", now().path("TableArn").asText());
      request.set("Tags", tags);
      change("tags", () -> calls.call("TagResource", place.name(), request));
    }
  }

  private void capacity() {
    JsonNode limits = place.table().description().path("OnDemandThroughput");
    if (place.table().isProvisioned()) {
      provisioned(now());
    } else if (limits.isObject() && !now().path("OnDemandThroughput").equals(limits)) {
      update("on-demand limits", named().set("OnDemandThroughput", limits));
    }
  }

  private void provisioned(JsonNode now) {
    if (isProvisionedAsWanted(now)) {
      return;
    }
    ObjectNode request = named();
    place.request().capacity(request);
    ArrayNode updates = Json.array();
    for (JsonNode index : place.request().indexes(TableRequest.GLOBAL)) {
      if (Indexes.names(now).contains(index.path("IndexName").asText())) {
        ObjectNode update = updates.addObject().putObject("Update");
        update.put("IndexName", index.path("IndexName").asText());
        update.set("ProvisionedThroughput", TableRequest.units(index));
      }
    }
    if (!updates.isEmpty()) {
      request.set("GlobalSecondaryIndexUpdates", updates);
    }
    update("provisioned capacity", request);
  }

  private boolean isProvisionedAsWanted(JsonNode now) {
    return new Table(
                place.name(),
                "",
                Json.object().set(Table.DESCRIBE, Json.object().set("Table", now)))
            .isProvisioned()
        && TableRequest.units(now).equals(TableRequest.units(place.table().description()));
  }

  private void scaling() {
    for (JsonNode target :
        place.table().answers().path("DescribeScalableTargets").path("ScalableTargets")) {
      ObjectNode request = of(target, List.of("MinCapacity", "MaxCapacity"));
      change(
          "autoscaling",
          () -> calls.call(Service.AUTOSCALING, "RegisterScalableTarget", place.name(), request));
    }
    for (JsonNode policy :
        place.table().answers().path("DescribeScalingPolicies").path("ScalingPolicies")) {
      ObjectNode request =
          of(
              policy,
              List.of("PolicyName", "PolicyType", "TargetTrackingScalingPolicyConfiguration"));
      change(
          "autoscaling",
          () -> calls.call(Service.AUTOSCALING, "PutScalingPolicy", place.name(), request));
    }
  }

  private ObjectNode of(JsonNode from, List<String> members) {
    ObjectNode request = Json.object().put("ServiceNamespace", "dynamodb");
    String resource = from.path("ResourceId").asText();
    String before = "table/" + place.table().name();
    request.put("ResourceId", "table/" + place.name() + resource.substring(before.length()));
    request.set("ScalableDimension", from.path("ScalableDimension"));
    members.forEach(member -> request.set(member, from.path(member)));
    return request;
  }

  private void timeToLive() {
    JsonNode wanted =
        place.table().answers().path("DescribeTimeToLive").path("TimeToLiveDescription");
    if (!isOn(wanted) || isSet(wanted)) {
      return;
    }
    ObjectNode request = named();
    request
        .putObject("TimeToLiveSpecification")
        .put("Enabled", true)
        .set("AttributeName", wanted.path("AttributeName"));
    // to ask twice is refused: another attempt looks first
    change("time to live", () -> calls.once("UpdateTimeToLive", place.name(), request));
  }

  private boolean isSet(JsonNode wanted) {
    boolean[] isSet = new boolean[1];
    change(
        "time to live",
        () -> {
          JsonNode there =
              calls.call("DescribeTimeToLive", place.name(), named()).path("TimeToLiveDescription");
          isSet[0] =
              isOn(there) && there.path("AttributeName").equals(wanted.path("AttributeName"));
        });
    return isSet[0];
  }

  private static boolean isOn(JsonNode timeToLive) {
    String status = timeToLive.path("TimeToLiveStatus").asText();
    return status.equals("ENABLED") || status.equals("ENABLING");
  }
}
