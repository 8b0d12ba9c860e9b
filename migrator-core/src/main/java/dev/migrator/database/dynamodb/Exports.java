package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.store.BlobStore;
import dev.migrator.store.StoreAddress.S3Address;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Lets the host export tables to a bucket, all as of one instant, and waits until it has. What was
/// begun is remembered until it is taken, so that an opening that fails and is tried again does not
/// pay twice. One thread.
final class Exports {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final Calls calls;
  private final S3Address place;
  private final BlobStore bucket;
  private final Map<String, String> begun = new HashMap<>();

  /// @param bucket is below the place's prefix
  Exports(Calls calls, S3Address place, BlobStore bucket) {
    this.calls = calls;
    this.place = place;
    this.bucket = bucket;
  }

  /// Begins the export of a table.
  ///
  /// @param at the instant that is wanted
  /// @param notes gets the reason where the host does not export it
  void begin(Table table, Instant at, List<String> notes) {
    if (begun.containsKey(table.name())) {
      return;
    }
    try {
      begun.put(table.name(), ask(table, at));
    } catch (StoreException e) {
      if (isNoReasonToScan(e)) {
        throw e;
      }
      notes.add(
          "table %s is not exported but scanned: %s".formatted(table.label(), e.getMessage()));
    }
  }

  /// Whether a scan would not fare better, or the export later.
  private static boolean isNoReasonToScan(StoreException e) {
    return e.reason() == Reason.UNAVAILABLE || e.reason() == Reason.ACCOUNT_GONE;
  }

  /// Some hosts export nothing that is younger than what they could restore.
  private String ask(Table table, Instant at) {
    try {
      return ask(table, Json.MAPPER.getNodeFactory().numberNode(at.getEpochSecond()));
    } catch (StoreException e) {
      JsonNode latest = table.recovery().path("LatestRestorableDateTime");
      if (!String.valueOf(e.getMessage()).contains("InvalidExportTime") || latest.isMissingNode()) {
        throw e;
      }
      return ask(table, latest);
    }
  }

  private String ask(Table table, JsonNode at) {
    ObjectNode request = Json.object().put("TableArn", table.arn());
    request.put("S3Bucket", place.bucket()).put("ExportFormat", "DYNAMODB_JSON");
    request.put("ClientToken", UUID.randomUUID().toString()).set("ExportTime", at);
    if (!prefix().isEmpty()) {
      request.put("S3Prefix", prefix().substring(0, prefix().length() - 1));
    }
    JsonNode answer = calls.call("ExportTableToPointInTime", table.name(), request);
    return answer.path("ExportDescription").path("ExportArn").asText();
  }

  private String prefix() {
    String prefix = place.prefix().text();
    return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
  }

  /// Waits until the export of a table is there.
  ///
  /// @param notes gets the reason where it failed, or cannot be read
  Optional<Export> take(Table table, List<String> notes) {
    String arn = begun.get(table.name());
    if (arn == null) {
      return Optional.empty();
    }
    JsonNode export = await(table, arn);
    if (export.path("ExportStatus").asText().equals("COMPLETED")) {
      return read(table, export.path("ExportManifest").asText(), notes);
    }
    String code = export.path("FailureCode").asText();
    scanned(table, notes, "failed: %s %s".formatted(code, export.path("FailureMessage").asText()));
    return Optional.empty();
  }

  private Optional<Export> read(Table table, String manifest, List<String> notes) {
    try {
      return Optional.of(new ExportReader(table, bucket, prefix()).read(manifest));
    } catch (StoreException e) {
      if (isNoReasonToScan(e)) {
        throw e;
      }
      scanned(table, notes, "is of no use: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static void scanned(Table table, List<String> notes, String why) {
    notes.add("table %s is scanned, because its export %s".formatted(table.label(), why));
  }

  private JsonNode await(Table table, String arn) {
    ObjectNode request = Json.object().put("ExportArn", arn);
    return calls.await(
        LONGEST_PAUSE,
        () -> {
          JsonNode answer = calls.call("DescribeExport", table.name(), request);
          return Optional.of(answer.path("ExportDescription"))
              .filter(export -> !export.path("ExportStatus").asText().equals("IN_PROGRESS"));
        });
  }

  /// A cut has them all; the next is to have new ones.
  void taken() {
    begun.clear();
  }
}
