package dev.migrator.aws;

import org.jspecify.annotations.Nullable;

/// Parts of Amazon Resource Names (AWS General Reference, "Amazon Resource Names").
public final class Arns {
  private Arns() {}

  /// @param region null for one that is not known
  public static String partition(@Nullable String region) {
    if (region != null && region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region != null && region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
