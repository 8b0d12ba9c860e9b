package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table as of a time, on its way into a bucket. What it is asked for with does not change; how
/// far it is, does.
final class Export {
  /// What a client asks for.
  ///
  /// @param time null for that of the request
  /// @param prefix empty for none
  record Order(
      String tableArn,
      @Nullable Instant time,
      String bucket,
      String prefix,
      @Nullable String bucketOwner,
      @Nullable String clientToken) {

    static Order of(Fields request) {
      return new Order(
          request.needed("TableArn"),
          time(request),
          request.needed("S3Bucket"),
          request.text("S3Prefix", ""),
          request.text("S3BucketOwner"),
          request.text("ClientToken"));
    }

    private static @Nullable Instant time(Fields request) {
      var seconds = request.number("ExportTime");
      return seconds == null ? null : Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
    }
  }

  /// How it ended.
  sealed interface Outcome {
    record Completed() implements Outcome {}

    record Failed(String code, String message) implements Outcome {}
  }

  private final Order order;
  private final String id;
  private final String tableId;
  private final Instant time;
  private final List<StoredItem> items;
  private final Instant started = Instant.now();
  private boolean shown;
  private @Nullable Outcome outcome;
  private @Nullable Instant ended;

  Export(Order order, String id, String tableId, Instant time, List<StoredItem> items) {
    this.order = order;
    this.id = id;
    this.tableId = tableId;
    this.time = time;
    this.items = items;
  }

  Order order() {
    return order;
  }

  String arn() {
    return order.tableArn() + "/export/" + id;
  }

  /// Where all of it is in the bucket; ends with a slash.
  String folder() {
    String prefix = order.prefix().isEmpty() ? "" : order.prefix() + "/";
    return prefix + "AWSDynamoDB/" + id + "/";
  }

  String tableId() {
    return tableId;
  }

  Instant time() {
    return time;
  }

  Instant started() {
    return started;
  }

  List<StoredItem> items() {
    return items;
  }

  long bytes() {
    return items.stream().mapToLong(StoredItem::size).sum();
  }

  synchronized void end(Outcome how) {
    outcome = how;
    ended = Instant.now();
  }

  /// As it was asked for: always under way.
  synchronized ObjectNode first() {
    return json(null);
  }

  /// Under way in the first answer, however far it is.
  synchronized ObjectNode describe() {
    ObjectNode json = json(shown ? outcome : null);
    shown = true;
    return json;
  }

  private ObjectNode json(@Nullable Outcome how) {
    ObjectNode json = Json.object().put("ExportArn", arn());
    json.put(
        "ExportStatus",
        switch (how) {
          case null -> "IN_PROGRESS";
          case Outcome.Completed _ -> "COMPLETED";
          case Outcome.Failed _ -> "FAILED";
        });
    json.put("StartTime", Json.seconds(started)).put("TableArn", order.tableArn());
    json.put("TableId", tableId).put("ExportTime", Json.seconds(time));
    json.put("S3Bucket", order.bucket()).put("S3SseAlgorithm", "AES256");
    json.put("ExportFormat", "DYNAMODB_JSON").put("ExportType", "FULL_EXPORT");
    put(json, "ClientToken", order.clientToken());
    put(json, "S3BucketOwner", order.bucketOwner());
    put(json, "S3Prefix", order.prefix().isEmpty() ? null : order.prefix());
    addEnd(json, how);
    return json;
  }

  private void addEnd(ObjectNode json, @Nullable Outcome how) {
    if (how != null && ended != null) {
      json.put("EndTime", Json.seconds(ended));
    }
    switch (how) {
      case null -> {}
      case Outcome.Completed _ ->
          json.put("ExportManifest", folder() + "manifest-summary.json")
              .put("BilledSizeBytes", bytes())
              .put("ItemCount", items.size());
      case Outcome.Failed failed ->
          json.put("FailureCode", failed.code()).put("FailureMessage", failed.message());
    }
  }

  private static void put(ObjectNode json, String member, @Nullable String value) {
    if (value != null) {
      json.put(member, value);
    }
  }
}
