package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/// Point-in-time recovery: switched and told of here, used by exports.
final class Recovery {
  private static final long MOST_DAYS = 35;

  private final Tables tables;

  Recovery(Tables tables) {
    this.tables = tables;
  }

  Map<String, Operation> describing() {
    return Map.of("DescribeContinuousBackups", request -> description(table(request)));
  }

  Map<String, Operation> switching() {
    return Map.of("UpdateContinuousBackups", this::update);
  }

  private ObjectNode update(Fields request) {
    Table table = table(request);
    Fields asked = request.neededStructure("PointInTimeRecoverySpecification");
    Long days = asked.integer("RecoveryPeriodInDays");
    new Constraints()
        .present(
            "pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled",
            asked.node().get("PointInTimeRecoveryEnabled"))
        .range("pointInTimeRecoverySpecification.recoveryPeriodInDays", days, 1, MOST_DAYS)
        .hold();
    if (table.status() == Status.CREATING) {
      throw Refusal.of(
          "ContinuousBackupsUnavailableException",
          "Backups are being enabled for the table: " + table.name() + ". Please retry later");
    }
    if (asked.flag("PointInTimeRecoveryEnabled")) {
      table.items().keepHistory();
      table.sidecar().recoveryDays(days == null ? MOST_DAYS : days);
    } else if (days != null) {
      throw Refusal.validation(
          "Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time"
              + " recovery.");
    } else {
      table.items().forgetHistory();
    }
    return description(table);
  }

  private Table table(Fields request) {
    String name = request.needed("TableName");
    Table table = tables.find(name);
    if (table == null) {
      throw Refusal.of("TableNotFoundException", "Table not found: " + name);
    }
    return table;
  }

  private static ObjectNode description(Table table) {
    History history = table.items().history();
    ObjectNode recovery =
        Json.object().put("PointInTimeRecoveryStatus", history == null ? "DISABLED" : "ENABLED");
    if (history != null) {
      recovery.put("RecoveryPeriodInDays", table.sidecar().recoveryDays());
      recovery.put("EarliestRestorableDateTime", Json.seconds(history.since()));
      recovery.put("LatestRestorableDateTime", Json.seconds(Instant.now()));
    }
    ObjectNode description = Json.object().put("ContinuousBackupsStatus", "ENABLED");
    description.set("PointInTimeRecoveryDescription", recovery);
    return Json.object("ContinuousBackupsDescription", description);
  }
}
