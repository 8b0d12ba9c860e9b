package dev.migrator.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// What a piece of a big object begins with, in a zstd skippable frame: which object it is of, and
/// which part of it, so that a later run can go on from there.
///
/// @param bundle id of the bundle
/// @param number of the piece, from 1
/// @param offset of its first byte in the object
record PieceHeader(
    String bundle, Identity object, long ordinal, long pieceBytes, long number, long offset) {
  private static final int MAGIC = 0x184D2A50;
  private static final int PREFIX_BYTES = 8;
  static final int MAX_BYTES = 64 << 10;

  /// One version of one object, as far as a listing can tell.
  record Identity(
      String source, Key key, @Nullable String versionId, @Nullable String etag, long sizeBytes) {
    static Identity of(String source, Listed listed) {
      return new Identity(
          source, listed.key(), listed.versionId(), listed.etag(), listed.sizeBytes());
    }
  }

  /// The header of another piece of the same object.
  PieceHeader of(long otherNumber, long otherOffset) {
    return new PieceHeader(bundle, object, ordinal, pieceBytes, otherNumber, otherOffset);
  }

  byte[] frame() {
    ObjectNode node = Json.object().put("format", CommitJson.FORMAT).put("bundle", bundle);
    node.put("source", object.source());
    EntryJson.putBytes(node, "key", object.key());
    node.put("versionId", object.versionId()).put("etag", object.etag());
    node.put("size", object.sizeBytes()).put("n", ordinal).put("pieceSize", pieceBytes);
    byte[] json = Json.bytes(node.put("piece", number).put("offset", offset));
    return ByteBuffer.allocate(PREFIX_BYTES + json.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(MAGIC)
        .putInt(json.length)
        .put(json)
        .array();
  }

  /// @param frame the whole skippable frame
  /// @throws IllegalArgumentException if it is none, or holds something else
  static PieceHeader parse(byte[] frame) {
    ByteBuffer prefix = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
    if (frame.length < PREFIX_BYTES
        || prefix.getInt() != MAGIC
        || prefix.getInt() != frame.length - PREFIX_BYTES) {
      throw new IllegalArgumentException("it does not begin with a piece's header");
    }
    JsonNode node = Json.parse(frame, PREFIX_BYTES, frame.length - PREFIX_BYTES);
    CommitJson.requireFormat(node);
    return new PieceHeader(
        Json.string(node, "bundle"),
        new Identity(
            Json.string(node, "source"),
            EntryJson.key(node, "key"),
            Json.stringOrNull(node, "versionId"),
            Json.stringOrNull(node, "etag"),
            Json.number(node, "size")),
        Json.number(node, "n"),
        Json.number(node, "pieceSize"),
        Json.number(node, "piece"),
        Json.number(node, "offset"));
  }
}
