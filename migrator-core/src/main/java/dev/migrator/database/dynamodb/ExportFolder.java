package dev.migrator.database.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.Document;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/// Where an export of a table lies, in AWS's layout (Amazon DynamoDB, "DynamoDB table export output
/// format").
///
/// @param tableFolder below the cut's folder
/// @param id of the export
record ExportFolder(String tableFolder, String id) {
  private static final String SUMMARY = "manifest-summary";
  private static final String FILES = "manifest-files";

  /// Below the cut's folder.
  private String path() {
    return "%s/%s".formatted(tableFolder, key(""));
  }

  /// Below the table's folder, as if that were the bucket.
  private String key(String name) {
    return "AWSDynamoDB/%s/%s".formatted(id, name);
  }

  String dataFile(String name) {
    return path() + "data/" + name;
  }

  /// Both manifests with their checksums.
  ///
  /// @param summary of all of it, in JSON
  /// @param files a line in JSON for each
  List<Document> documents(byte[] summary, byte[] files) {
    return List.of(
        new Document(path() + SUMMARY + ".json", summary),
        checksum(SUMMARY, summary),
        new Document(path() + FILES + ".json", files),
        checksum(FILES, files));
  }

  /// A data file of an export.
  ///
  /// @param name below `data/`
  /// @param md5 in Base64
  record File(String name, long items, String md5) {}

  /// Both manifests with their checksums, for a table that was scanned.
  ///
  /// @param summary without what the files tell
  List<Document> manifests(ObjectNode summary, List<File> files) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    long items = 0;
    for (File file : files) {
      ObjectNode line = Json.object();
      line.put("itemCount", file.items()).put("md5Checksum", file.md5());
      line.put("dataFileS3Key", key("data/" + file.name()));
      lines.writeBytes(Json.bytes(line));
      lines.write('\n');
      items += file.items();
    }
    summary.put("manifestFilesS3Key", key(FILES + ".json")).put("itemCount", items);
    return documents(Json.bytes(summary), lines.toByteArray());
  }

  private Document checksum(String of, byte[] bytes) {
    String md5 = Base64.getEncoder().encodeToString(DigestUtils.md5(bytes));
    return new Document(path() + of + ".checksum", md5.getBytes(UTF_8));
  }
}
