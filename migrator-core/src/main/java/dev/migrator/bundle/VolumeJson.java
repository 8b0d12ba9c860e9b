package dev.migrator.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.bundle.volume.VolumeEnd;
import dev.migrator.model.Sha256;

/// A volume's first member, `VOLUME.json`: which volume it is.
///
/// @param bundle id of the bundle
/// @param number of the file
public record VolumeJson(String bundle, String estate, String source, long number) {

  byte[] bytes() {
    return EntryJson.lineOf(
        Json.object()
            .put("format", CommitJson.FORMAT)
            .put("bundle", bundle)
            .put("estate", estate)
            .put("source", source)
            .put("file", number));
  }

  /// @throws IllegalArgumentException if it is none, or of another format
  public static VolumeJson parse(byte[] bytes) {
    JsonNode node = Json.parse(bytes, 0, bytes.length);
    CommitJson.requireFormat(node);
    return new VolumeJson(
        Json.string(node, "bundle"),
        Json.string(node, "estate"),
        Json.string(node, "source"),
        Json.number(node, "file"));
  }

  /// Content of `END.json`.
  static byte[] endBytes(VolumeEnd end) {
    return EntryJson.lineOf(
        Json.object()
            .put("members", end.members())
            .put("bytes", end.bytes())
            .put("indexOffset", end.indexOffset())
            .put("indexBytes", end.indexBytes())
            .put("indexSha256", end.indexSha256().hex()));
  }

  /// Reads `END.json`.
  ///
  /// @throws IllegalArgumentException if it is none
  public static VolumeEnd parseEnd(byte[] bytes) {
    JsonNode node = Json.parse(bytes, 0, bytes.length);
    return new VolumeEnd(
        Json.number(node, "members"),
        Json.number(node, "bytes"),
        Json.number(node, "indexOffset"),
        Json.number(node, "indexBytes"),
        new Sha256(Json.string(node, "indexSha256")));
  }
}
