package dev.migrator.database.dynamodb;

import dev.migrator.aws.Arns;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress.Tables;
import dev.migrator.model.Rights;
import dev.migrator.model.Rights.Allowance;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The actions of IAM that capturing tables takes (Service Authorization Reference, "Actions,
/// resources, and condition keys for Amazon DynamoDB").
public final class DynamoRights {
  private static final List<String> OF_TABLES =
      List.of(
          "dynamodb:DescribeContinuousBackups",
          "dynamodb:DescribeTable",
          "dynamodb:DescribeTimeToLive",
          "dynamodb:GetResourcePolicy",
          "dynamodb:ListTagsOfResource",
          "dynamodb:Scan");
  private static final List<String> OF_SCALING =
      List.of(
          "application-autoscaling:DescribeScalableTargets",
          "application-autoscaling:DescribeScalingPolicies");

  private DynamoRights() {}

  /// Without those on the bucket of exports.
  public static Rights toRead(DynamoAddress address) {
    List<String> ofTables = new ArrayList<>(OF_TABLES);
    List<String> ofAll = new ArrayList<>(OF_SCALING);
    String tables = tables(address);
    List<Allowance> allowances = new ArrayList<>();
    if (address.selected() instanceof Tables.Prefixed) {
      ofAll.add("dynamodb:ListTables");
    }
    if (address.exports() != null) {
      ofTables.add("dynamodb:ExportTableToPointInTime");
      allowances.add(
          new Allowance(List.of("dynamodb:DescribeExport"), List.of(tables + "/export/*")));
    }
    allowances.add(new Allowance(ofTables.stream().sorted().toList(), List.of(tables)));
    allowances.add(new Allowance(ofAll.stream().sorted().toList(), List.of("*")));
    return new Rights.OfIam(allowances);
  }

  private static String tables(DynamoAddress address) {
    String names =
        switch (address.selected()) {
          case Tables.Named(String name) -> name;
          case Tables.Prefixed(String prefix) -> prefix + "*";
        };
    return "arn:%s:dynamodb:%s:*:table/%s"
        .formatted(
            Arns.partition(address.region()),
            Objects.requireNonNullElse(address.region(), "*"),
            names);
  }
}
