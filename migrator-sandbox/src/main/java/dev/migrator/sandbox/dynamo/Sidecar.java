package dev.migrator.sandbox.dynamo;

import org.jspecify.annotations.Nullable;

/// What a table has beside its description: each has operations of its own.
final class Sidecar {
  private Tags tags = Tags.none();
  private @Nullable String policy;
  private long policyRevision;
  private @Nullable String expiryAttribute;
  private boolean expirySettled;
  private long recoveryDays = 35;

  Tags tags() {
    return tags;
  }

  void tag(Tags others) {
    tags = others;
  }

  @Nullable String policy() {
    return policy;
  }

  void policy(@Nullable String other) {
    policy = other;
    policyRevision = System.currentTimeMillis();
  }

  String policyRevision() {
    return Long.toString(policyRevision);
  }

  /// The attribute with the time to live; null if items do not expire.
  @Nullable String expiryAttribute() {
    return expiryAttribute;
  }

  void expiryAttribute(@Nullable String attribute) {
    expiryAttribute = attribute;
    expirySettled = false;
  }

  /// As DescribeTimeToLive says it: what was just switched is under way in one answer.
  String expiryStatus() {
    boolean wasSettled = expirySettled;
    expirySettled = true;
    if (expiryAttribute == null) {
      return "DISABLED";
    }
    return wasSettled ? "ENABLED" : "ENABLING";
  }

  /// How far back the table could be restored.
  long recoveryDays() {
    return recoveryDays;
  }

  void recoveryDays(long days) {
    recoveryDays = days;
  }
}
