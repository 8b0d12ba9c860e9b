package dev.migrator.sandbox.dynamo;

import org.jspecify.annotations.Nullable;

/// What a stream must be like.
final class StreamRules {
  private StreamRules() {}

  static void checkCreation(@Nullable Fields stream) {
    if (stream == null) {
      return;
    }
    checkViewType(stream);
    if (stream.flag("StreamEnabled") && !stream.has("StreamViewType")) {
      throw Refusal.invalid(
          "Table is being created with a stream enabled, UpdateViewType is required");
    }
    if (!stream.flag("StreamEnabled") && stream.has("StreamViewType")) {
      throw Refusal.invalid(
          "Table is being created with a stream disabled, UpdateViewType should not be specified");
    }
  }

  static void checkUpdate(Fields stream, Table table) {
    checkViewType(stream);
    if (stream.flag("StreamEnabled") && !stream.has("StreamViewType")) {
      throw Refusal.invalid("If stream is being enabled then UpdateViewType is required");
    }
    if (!stream.flag("StreamEnabled") && stream.has("StreamViewType")) {
      throw Refusal.invalid(
          "If stream is being disabled, then UpdateViewType must not be specified");
    }
    if (stream.flag("StreamEnabled") && table.isStreaming()) {
      throw Refusal.validation("Table already has an enabled stream: TableName: " + table.name());
    }
    if (!stream.flag("StreamEnabled") && !table.isStreaming()) {
      throw Refusal.validation("Table has no stream to disable: TableName: " + table.name());
    }
  }

  private static void checkViewType(Fields stream) {
    new Constraints()
        .present("streamSpecification.streamEnabled", stream.node().get("StreamEnabled"))
        .oneOf(
            "streamSpecification.streamViewType",
            stream.text("StreamViewType"),
            "NEW_IMAGE",
            "OLD_IMAGE",
            "NEW_AND_OLD_IMAGES",
            "KEYS_ONLY")
        .hold();
  }
}
