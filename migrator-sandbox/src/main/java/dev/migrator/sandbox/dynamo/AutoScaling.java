package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Application Auto Scaling, of DynamoDB only: keeps what it is given and gives it back. It scales
/// nothing.
final class AutoScaling {
  private static final String ACCOUNT = ":" + Tables.REGION + ":" + Tables.ACCOUNT + ":";
  private static final String ROLE =
      "arn:aws:iam::"
          + Tables.ACCOUNT
          + ":role/aws-service-role/dynamodb.application-autoscaling.amazonaws.com/"
          + "AWSServiceRoleForApplicationAutoScaling_DynamoDBTable";

  private final Map<Target, ObjectNode> targets = new LinkedHashMap<>();
  private final Map<Policy, ObjectNode> policies = new LinkedHashMap<>();

  /// @param dimension as `dynamodb:table:ReadCapacityUnits`
  private record Target(String resource, String dimension) {
    static Target of(Fields request) {
      checkNamespace(request);
      new Constraints()
          .present("resourceId", request.text("ResourceId"))
          .present("scalableDimension", request.text("ScalableDimension"))
          .hold();
      return new Target(request.needed("ResourceId"), request.needed("ScalableDimension"));
    }

    ObjectNode json() {
      return Json.object()
          .put("ServiceNamespace", "dynamodb")
          .put("ResourceId", resource)
          .put("ScalableDimension", dimension);
    }
  }

  private record Policy(Target target, String name) {}

  Map<String, Operation> all() {
    return Map.of(
        "RegisterScalableTarget", this::register,
        "DescribeScalableTargets", this::describeTargets,
        "PutScalingPolicy", this::put,
        "DescribeScalingPolicies", this::describePolicies);
  }

  private ObjectNode register(Fields request) {
    Target target = Target.of(request);
    ObjectNode kept = targets.get(target);
    Long least = bound(request, kept, "MinCapacity");
    Long most = bound(request, kept, "MaxCapacity");
    if (least == null || most == null) {
      throw invalid("MinCapacity and MaxCapacity are required to register a new scalable target");
    }
    if (least > most) {
      throw invalid("Maximum capacity cannot be less than minimum capacity");
    }
    String arn = kept == null ? arn("scalable-target/") : kept.get("ScalableTargetARN").textValue();
    ObjectNode json = target.json().put("MinCapacity", least).put("MaxCapacity", most);
    json.put("RoleARN", request.text("RoleARN", ROLE)).put("ScalableTargetARN", arn);
    json.put("CreationTime", Json.seconds(Instant.now()));
    json.set("SuspendedState", suspended(request));
    targets.put(target, json);
    return Json.object().put("ScalableTargetARN", arn);
  }

  private static @Nullable Long bound(Fields request, @Nullable ObjectNode kept, String name) {
    Long asked = request.integer(name);
    return asked == null && kept != null ? Long.valueOf(kept.get(name).longValue()) : asked;
  }

  private static ObjectNode suspended(Fields request) {
    Fields asked = request.structure("SuspendedState");
    ObjectNode state = Json.object();
    for (String what :
        List.of(
            "DynamicScalingInSuspended",
            "DynamicScalingOutSuspended",
            "ScheduledScalingSuspended")) {
      state.put(what, asked != null && asked.flag(what));
    }
    return state;
  }

  private ObjectNode describeTargets(Fields request) {
    checkNamespace(request);
    List<String> resources = request.texts("ResourceIds");
    List<ObjectNode> found =
        targets.values().stream()
            .filter(target -> resources.isEmpty() || isIn(resources, target, "ResourceId"))
            .filter(target -> hasDimension(request, target))
            .toList();
    return Json.object("ScalableTargets", Json.array(found));
  }

  private ObjectNode put(Fields request) {
    Target target = Target.of(request);
    if (!targets.containsKey(target)) {
      throw Refusal.autoScaling(
          "ObjectNotFoundException",
          "No scalable target registered for service namespace: dynamodb, resource ID: %s, scalable dimension: %s"
              .formatted(target.resource(), target.dimension()));
    }
    String name = request.needed("PolicyName");
    Policy policy = new Policy(target, name);
    ObjectNode kept = policies.get(policy);
    String arn = kept == null ? arn("scalingPolicy:") : kept.get("PolicyARN").textValue();
    ObjectNode json = target.json().put("PolicyName", name).put("PolicyARN", arn);
    json.put("PolicyType", request.text("PolicyType", "TargetTrackingScaling"));
    for (String configuration :
        List.of("TargetTrackingScalingPolicyConfiguration", "StepScalingPolicyConfiguration")) {
      Fields given = request.structure(configuration);
      if (given != null) {
        json.set(configuration, given.node());
      }
    }
    json.putArray("Alarms");
    policies.put(policy, json.put("CreationTime", Json.seconds(Instant.now())));
    ObjectNode answer = Json.object().put("PolicyARN", arn);
    answer.putArray("Alarms");
    return answer;
  }

  private ObjectNode describePolicies(Fields request) {
    checkNamespace(request);
    List<String> names = request.texts("PolicyNames");
    String resource = request.text("ResourceId");
    List<ObjectNode> found =
        policies.values().stream()
            .filter(policy -> names.isEmpty() || isIn(names, policy, "PolicyName"))
            .filter(policy -> resource == null || isIn(List.of(resource), policy, "ResourceId"))
            .filter(policy -> hasDimension(request, policy))
            .toList();
    return Json.object("ScalingPolicies", Json.array(found));
  }

  private static boolean isIn(List<String> wanted, JsonNode kept, String member) {
    return wanted.contains(kept.get(member).textValue());
  }

  private static boolean hasDimension(Fields request, JsonNode kept) {
    String dimension = request.text("ScalableDimension");
    return dimension == null || isIn(List.of(dimension), kept, "ScalableDimension");
  }

  private static void checkNamespace(Fields request) {
    String namespace = request.text("ServiceNamespace");
    if (!"dynamodb".equals(namespace)) {
      throw invalid("Unsupported service namespace, resource type or scalable dimension");
    }
  }

  private static Refusal invalid(String message) {
    return Refusal.autoScaling("ValidationException", message);
  }

  private static String arn(String kind) {
    String service = kind.startsWith("scalingPolicy") ? "autoscaling" : "application-autoscaling";
    return "arn:aws:" + service + ACCOUNT + kind + UUID.randomUUID();
  }
}
