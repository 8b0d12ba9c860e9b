package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// UpdateTable: what is changed is so at once, but the table says that it is under way.
final class TableUpdates {
  private static final List<String> CHANGES =
      List.of(
          "ProvisionedThroughput",
          "BillingMode",
          "GlobalSecondaryIndexUpdates",
          "StreamSpecification",
          "SSESpecification",
          "TableClass",
          "DeletionProtectionEnabled",
          "OnDemandThroughput");

  private final Tables tables;

  TableUpdates(Tables tables) {
    this.tables = tables;
  }

  ObjectNode update(Fields request) {
    Table table = tables.named(request);
    request.without("UpdateTable", "ReplicaUpdates", "WarmThroughput", "MultiRegionConsistency");
    checkCombination(request);
    Tables.checkActive(table);
    checkMembers(request);
    checkThroughput(request, table);
    Fields stream = request.structure("StreamSpecification");
    if (stream != null) {
      StreamRules.checkUpdate(stream, table);
    }
    TableRules.checkClass(request.text("TableClass"));
    checkEncryption(request.structure("SSESpecification"), table);
    new IndexUpdates(table, request).checkAndApply();
    apply(request, table);
    table.status(Status.UPDATING);
    return Json.object("TableDescription", Description.of(table));
  }

  private static void checkEncryption(@Nullable Fields encryption, Table table) {
    TableRules.checkEncryption(encryption);
    if (encryption != null && !encryption.flag("Enabled") && table.encryptionKey() == null) {
      throw Refusal.invalid("Table is already encrypted by default");
    }
  }

  private static void checkMembers(Fields request) {
    Constraints constraints =
        new Constraints()
            .oneOf("billingMode", request.text("BillingMode"), "PROVISIONED", "PAY_PER_REQUEST");
    TableRules.checkUnits(constraints, request);
    constraints.hold();
  }

  private static void checkCombination(Fields request) {
    List<String> changes = CHANGES.stream().filter(request::has).toList();
    if (changes.isEmpty()) {
      throw Refusal.validation(
          "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
              + " GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates,"
              + " MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency,"
              + " DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is"
              + " required");
    }
    checkAlone(changes, "SSESpecification", "Server-Side Encryption");
    checkAlone(changes, "TableClass", "TableClass");
    checkAlone(changes, "DeletionProtectionEnabled", "DeletionProtection");
    if (changes.contains("StreamSpecification") && changes.contains("ProvisionedThroughput")) {
      throw Refusal.invalid("You cannot modify stream status while updating table IOPS");
    }
    if (changes.contains("StreamSpecification")
        && changes.contains("GlobalSecondaryIndexUpdates")) {
      throw Refusal.invalid("You cannot create or delete index while changing stream status");
    }
  }

  private static void checkAlone(List<String> changes, String member, String words) {
    if (changes.contains(member) && changes.size() > 1) {
      throw Refusal.invalid(words + " modification must be the only operation in the request");
    }
  }

  private static void checkThroughput(Fields request, Table table) {
    boolean wasOnDemand = table.throughput().isOnDemand();
    String mode = request.text("BillingMode", wasOnDemand ? "PAY_PER_REQUEST" : "PROVISIONED");
    Fields provisioned = request.structure("ProvisionedThroughput");
    if (mode.equals("PAY_PER_REQUEST") && provisioned != null) {
      throw Refusal.invalid(
          "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is"
              + " PAY_PER_REQUEST");
    }
    if (mode.equals("PROVISIONED") && request.has("OnDemandThroughput")) {
      throw Refusal.invalid(
          "MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table"
              + " BillingMode is PROVISIONED");
    }
    if (mode.equals("PROVISIONED") && wasOnDemand) {
      checkProvision(request, table);
    } else if (provisioned != null) {
      checkChange(table.throughput().units(), Throughput.Units.of(provisioned), "table");
    }
  }

  private static void checkProvision(Fields request, Table table) {
    if (!request.has("ProvisionedThroughput")) {
      throw Refusal.invalid(
          "ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
    }
    Set<String> missing = new HashSet<>();
    table.globals().forEach(index -> missing.add(index.name()));
    for (Fields update : request.structures("GlobalSecondaryIndexUpdates")) {
      Fields index = update.structure("Update");
      if (index != null) {
        missing.remove(index.needed("IndexName"));
      }
    }
    if (!missing.isEmpty()) {
      throw Refusal.invalid(
          "ProvisionedThroughput must be specified for index: " + String.join(",", missing));
    }
  }

  /// @param what `table`, or `index` and its name
  static void checkChange(Throughput.Units now, Throughput.Units next, String what) {
    if (now.equals(next)) {
      throw Refusal.validation(
          ("The provisioned throughput for the %1$s will not change. The requested value equals the"
                  + " current value. Current ReadCapacityUnits provisioned for the %1$s: %2$d."
                  + " Requested ReadCapacityUnits: %3$d. Current WriteCapacityUnits provisioned for"
                  + " the %1$s: %4$d. Requested WriteCapacityUnits: %5$d. Refer to the Amazon"
                  + " DynamoDB Developer Guide for current limits and how to request higher limits.")
              .formatted(what, now.reads(), next.reads(), now.writes(), next.writes()));
    }
  }

  private static void apply(Fields request, Table table) {
    Fields provisioned = request.structure("ProvisionedThroughput");
    if (provisioned != null) {
      table.throughput().provision(Throughput.Units.of(provisioned));
    } else if ("PAY_PER_REQUEST".equals(request.text("BillingMode"))
        && !table.throughput().isOnDemand()) {
      table.onDemand();
    }
    Fields stream = request.structure("StreamSpecification");
    if (stream != null) {
      table.stream(stream.text("StreamViewType"));
    }
    String tableClass = request.text("TableClass");
    if (tableClass != null) {
      table.tableClass(tableClass);
    }
    if (request.has("DeletionProtectionEnabled")) {
      table.protect(request.flag("DeletionProtectionEnabled"));
    }
    table.encrypt(request.structure("SSESpecification"));
    table.limitOnDemand(request);
  }
}
