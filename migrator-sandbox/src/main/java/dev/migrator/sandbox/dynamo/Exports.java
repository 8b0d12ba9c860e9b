package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Exports of tables to S3, written behind the back of whoever asked.
final class Exports implements AutoCloseable {
  private static final int RANDOM_BYTES = 4;

  private final Tables tables;
  private final ExportWriter writer;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Export> exports = new LinkedHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Exports(Tables tables, Settings.S3 target) {
    this.tables = tables;
    this.writer = new ExportWriter(target);
  }

  Map<String, Operation> all() {
    return Map.of(
        "ExportTableToPointInTime", this::export,
        "DescribeExport", this::describe);
  }

  @Override
  public void close() {
    threads.close();
    writer.close();
  }

  private ObjectNode export(Fields request) {
    new Constraints()
        .present("tableArn", request.text("TableArn"))
        .present("s3Bucket", request.text("S3Bucket"))
        .oneOf("exportFormat", request.text("ExportFormat"), "DYNAMODB_JSON", "ION")
        .oneOf("exportType", request.text("ExportType"), "FULL_EXPORT", "INCREMENTAL_EXPORT")
        .oneOf("s3SseAlgorithm", request.text("S3SseAlgorithm"), "AES256", "KMS")
        .hold();
    if (request.text("ExportFormat", "").equals("ION")) {
      throw Refusal.unsupported("ExportFormat ION");
    }
    if (request.text("ExportType", "").equals("INCREMENTAL_EXPORT")) {
      throw Refusal.unsupported("ExportType INCREMENTAL_EXPORT");
    }
    Export.Order order = Export.Order.of(request);
    Export export = earlier(order);
    if (export == null) {
      export = start(order);
    }
    return Json.object("ExportDescription", export.first());
  }

  private @Nullable Export earlier(Export.Order order) {
    for (Export export : exports.values()) {
      boolean sameToken =
          order.clientToken() != null
              && Objects.equals(export.order().clientToken(), order.clientToken());
      if (sameToken && export.order().equals(order)) {
        return export;
      }
      if (sameToken) {
        throw Refusal.of(
            "ExportConflictException",
            "Export with the same client token but different parameters already exists");
      }
    }
    return null;
  }

  private Export start(Export.Order order) {
    Table table = table(order.tableArn());
    History history = table.items().history();
    if (history == null) {
      throw Refusal.of(
          "PointInTimeRecoveryUnavailableException",
          "Point in time recovery is not enabled for table '" + table.name() + "'");
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Instant asked = order.time();
    if (asked != null && (asked.isBefore(history.since()) || asked.isAfter(now))) {
      throw Refusal.of(
          "InvalidExportTimeException",
          "The specified ExportTime is outside of the point in time recovery window.");
    }
    Export export =
        asked == null
            ? new Export(order, newId(), table.id(), now, List.copyOf(table.items().all()))
            : new Export(order, newId(), table.id(), asked, history.asOf(asked));
    exports.put(export.arn(), export);
    threads.execute(() -> export.end(writer.write(export)));
    return export;
  }

  private Table table(String arn) {
    if (!arn.startsWith("arn:")) {
      throw Refusal.validation("Invalid Request: tableArn is not a valid ARN");
    }
    Table table = tables.find(arn);
    if (table == null) {
      throw Refusal.of("TableNotFoundException", "Table not found: " + arn);
    }
    return table;
  }

  private ObjectNode describe(Fields request) {
    String arn = request.needed("ExportArn");
    Export export = exports.get(arn);
    if (export == null) {
      throw Refusal.of("ExportNotFoundException", "Export not found: " + arn);
    }
    return Json.object("ExportDescription", export.describe());
  }

  /// As `01234567890123-abcdef01`: the time in milliseconds, and chance.
  private String newId() {
    byte[] chance = new byte[RANDOM_BYTES];
    random.nextBytes(chance);
    return "0" + System.currentTimeMillis() + "-" + HexFormat.of().formatHex(chance);
  }
}
