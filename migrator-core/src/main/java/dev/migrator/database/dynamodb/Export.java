package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.database.Chunk;
import dev.migrator.database.Chunk.Packing;
import dev.migrator.database.Document;
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

/// A finished export of a table to a point in time, in a bucket.
///
/// @param bucket below the prefix that the export was given
/// @param prefix that keys in its manifests begin with; empty, or with a slash at its end
/// @param summary of all of it, as it came
/// @param listing of its files, as it came
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Export(
    Table table,
    BlobStore bucket,
    String prefix,
    ExportFolder folder,
    byte[] summary,
    byte[] listing) {
  private static final Pattern MANIFEST =
      Pattern.compile("(?:.*/)?(AWSDynamoDB/([A-Za-z0-9-]{1,60})/)manifest-summary\\.json");
  private static final Pattern DATA_FILE =
      Pattern.compile("(?:[^/]+/)*([A-Za-z0-9][A-Za-z0-9._-]{0,99}\\.gz)");

  /// Reads the manifests, and holds them against their checksums.
  ///
  /// @param manifest key of the summary
  static Export read(Table table, BlobStore bucket, String prefix, String manifest) {
    Matcher key = MANIFEST.matcher(manifest);
    if (!key.matches()) {
      throw damaged(table, "its manifest has an unknown place: " + manifest, null);
    }
    String folder = key.group(1);
    return new Export(
        table,
        bucket,
        prefix,
        new ExportFolder(table.folder(), key.group(2)),
        proven(table, bucket, folder + "manifest-summary"),
        proven(table, bucket, folder + "manifest-files"));
  }

  private static byte[] proven(Table table, BlobStore bucket, String name) {
    byte[] manifest = bytes(bucket, name + ".json");
    String md5 = new String(bytes(bucket, name + ".checksum"), StandardCharsets.UTF_8);
    if (!Base64.getEncoder().encodeToString(DigestUtils.md5(manifest)).equals(md5.strip())) {
      throw damaged(table, name + ".json has another checksum than " + name + ".checksum", null);
    }
    return manifest;
  }

  private static byte[] bytes(BlobStore bucket, String name) {
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

  /// The instant that it stands for.
  Instant at() {
    try {
      return Instant.parse(Json.MAPPER.readTree(summary).path("exportTime").asText());
    } catch (IOException | DateTimeException e) {
      throw damaged(table, "its summary names no time", e);
    }
  }

  List<Document> documents() {
    return folder.documents(summary, listing);
  }

  List<ScanPlan.Part> parts() {
    List<ScanPlan.Part> parts = new ArrayList<>();
    List<JsonNode> files = files();
    for (JsonNode file : files) {
      String key = file.path("dataFileS3Key").asText();
      Matcher name = DATA_FILE.matcher(key);
      if (!name.matches() || !key.startsWith(prefix)) {
        throw damaged(table, "it names a file in an unknown place: " + key, null);
      }
      String range = "file %d of %d".formatted(parts.size() + 1, files.size());
      String below = key.substring(prefix.length());
      Chunk chunk =
          new Chunk(
              folder.dataFile(name.group(1)),
              table.label(),
              range,
              size(bucket, below),
              Packing.ADAPTER);
      parts.add(
          new ScanPlan.Part(
              chunk,
              new ExportFile(
                  table,
                  bucket,
                  below,
                  file.path("itemCount").asLong(),
                  file.path("md5Checksum").asText())));
    }
    return parts;
  }

  private List<JsonNode> files() {
    try (var lines = Json.MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(listing)) {
      return lines.readAll();
    } catch (IOException e) {
      throw damaged(table, "its list of files is no JSON", e);
    }
  }
}
