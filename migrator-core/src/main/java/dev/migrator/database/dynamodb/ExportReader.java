package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.database.Chunk;
import dev.migrator.database.Chunk.Packing;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import dev.migrator.store.BlobStore;
import dev.migrator.store.BlobStore.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/// Reads what an export of a table tells of itself, and holds it against its checksums.
///
/// @param bucket below the prefix that the export was given
/// @param prefix that keys in its manifests begin with; empty, or with a slash at its end
record ExportReader(Table table, BlobStore bucket, String prefix) {
  private static final Pattern MANIFEST =
      Pattern.compile("(?:.*/)?(AWSDynamoDB/([A-Za-z0-9-]{1,60})/)manifest-summary\\.json");
  private static final Pattern DATA_FILE =
      Pattern.compile("(?:[^/]+/)*([A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.gz)");

  /// @param manifest key of the summary
  /// @throws StoreException with [Reason#BAD_BYTES] where it is not as it should be
  Export read(String manifest) {
    Matcher key = MANIFEST.matcher(manifest);
    if (!key.matches()) {
      throw damaged(table, "its manifest has an unknown place: " + manifest, null);
    }
    ExportFolder folder = new ExportFolder(table.folder(), key.group(2));
    byte[] summary = proven(key.group(1) + "manifest-summary");
    byte[] listing = proven(key.group(1) + "manifest-files");
    return new Export(at(summary), folder.documents(summary, listing), parts(folder, listing));
  }

  private byte[] proven(String name) {
    byte[] manifest = bytes(name + ".json");
    String md5 = new String(bytes(name + ".checksum"), StandardCharsets.UTF_8);
    if (!Base64.getEncoder().encodeToString(DigestUtils.md5(manifest)).equals(md5.strip())) {
      throw damaged(table, name + ".json has another checksum than " + name + ".checksum", null);
    }
    return manifest;
  }

  private byte[] bytes(String name) {
    try (InputStream in = bucket.read(name, new ByteRange(0, size(bucket, name)))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw unreadable(bucket, name, e);
    }
  }

  static long size(BlobStore bucket, String name) {
    return bucket
        .find(name)
        .map(Blob::sizeBytes)
        .orElseThrow(() ->
            new StoreException(
                Reason.NOT_FOUND,
                "%s is not in %s".formatted(name, bucket.label()),
                "An export was deleted while it was read; run the snapshot again.",
                null));
  }

  static StoreException unreadable(BlobStore bucket, String name, IOException e) {
    return new StoreException(
        Reason.UNAVAILABLE,
        "reading %s of %s broke off: %s".formatted(name, bucket.label(), e.getMessage()),
        "Try again later.",
        e);
  }

  static StoreException damaged(Table table, String why, @Nullable Throwable cause) {
    return new StoreException(
        Reason.BAD_BYTES,
        "the export of table %s cannot be read: %s".formatted(table.label(), why),
        "Read it again; if it stays so, leave out export: in the estate file, and it is scanned.",
        cause);
  }

  private Instant at(byte[] summary) {
    try {
      return Instant.parse(Json.MAPPER.readTree(summary).path("exportTime").asText());
    } catch (IOException | DateTimeException e) {
      throw damaged(table, "its summary names no time", e);
    }
  }

  private List<Part<ExportFile>> parts(ExportFolder folder, byte[] listing) {
    List<Part<ExportFile>> parts = new ArrayList<>();
    List<JsonNode> files = files(listing);
    for (JsonNode file : files) {
      String range = "file %d of %d".formatted(parts.size() + 1, files.size());
      parts.add(part(folder, file, range));
    }
    return parts;
  }

  private Part<ExportFile> part(ExportFolder folder, JsonNode file, String range) {
    String key = file.path("dataFileS3Key").asText();
    Matcher name = DATA_FILE.matcher(key);
    if (!name.matches() || !key.startsWith(prefix)) {
      throw damaged(table, "it names a file in an unknown place: " + key, null);
    }
    String below = key.substring(prefix.length());
    String path = folder.dataFile(name.group(1));
    long sizeBytes = size(bucket, below);
    return new Part<>(
        new Chunk(path, table.label(), range, sizeBytes, Packing.ADAPTER),
        new ExportFile(
            table,
            bucket,
            below,
            file.path("itemCount").asLong(),
            file.path("md5Checksum").asText()));
  }

  private List<JsonNode> files(byte[] listing) {
    try (var lines = Json.MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(listing)) {
      return lines.readAll();
    } catch (IOException e) {
      throw damaged(table, "its list of files is no JSON", e);
    }
  }
}
