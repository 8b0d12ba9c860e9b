package dev.migrator.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.bundle.Commit.DatabaseCut;
import dev.migrator.bundle.Commit.Part;
import dev.migrator.database.Cut;
import dev.migrator.database.RowsHash;
import dev.migrator.database.Withheld;
import dev.migrator.model.Sha256;
import java.util.List;

/// The cuts of a database in a commit: a line for each cut and one for each part below it.
final class CutJson {
  private CutJson() {}

  static void append(StringBuilder json, List<DatabaseCut> cuts) {
    json.append(",\"cuts\":[");
    String separator = "\n";
    for (DatabaseCut cut : cuts) {
      json.append(separator);
      append(json, cut);
      separator = ",\n";
    }
    json.append("\n]");
  }

  private static void append(StringBuilder json, DatabaseCut cut) {
    String head = Json.text(head(cut));
    json.append(head, 0, head.length() - 1).append(",\"parts\":[");
    String separator = "\n";
    for (Part part : cut.parts()) {
      json.append(separator).append(Json.text(part(part)));
      separator = ",\n";
    }
    json.append("\n]}");
  }

  private static ObjectNode head(DatabaseCut cut) {
    ObjectNode node = Json.object().put("cut", cut.number()).put("run", cut.run());
    node.put("server", cut.cut().server()).put("database", cut.cut().database());
    node.put("position", cut.cut().position()).put("at", cut.cut().at().toString());
    node.put("fuzzy", cut.cut().fuzzy()).put("whole", cut.isWhole());
    ArrayNode documents = node.putArray("documents");
    cut.documents().forEach(documents::add);
    ArrayNode pending = node.putArray("pending");
    cut.pending().forEach(pending::add);
    ArrayNode withheld = node.putArray("withheld");
    cut.withheld()
        .forEach(secret ->
            withheld.addObject().put("what", secret.what()).put("remedy", secret.remedy()));
    return node;
  }

  private static ObjectNode part(Part part) {
    ObjectNode node = Json.object().put("path", part.path()).put("table", part.table());
    node.put("range", part.range()).put("rows", part.hash().rows());
    node.put("bytes", part.sizeBytes()).put("sha256", part.sha256().hex());
    return node.put("hash", part.hash().hex());
  }

  static DatabaseCut parse(JsonNode node) {
    return new DatabaseCut(
        Json.number(node, "cut"),
        Json.string(node, "run"),
        new Cut(
            Json.string(node, "server"),
            Json.string(node, "database"),
            Json.stringOrNull(node, "position"),
            CommitJson.instant(node, "at"),
            Json.stringOrNull(node, "fuzzy")),
        Json.flag(node, "whole"),
        Json.list(node, "documents", Json::textOf),
        Json.list(node, "parts", CutJson::parsePart),
        Json.list(node, "pending", Json::textOf),
        Json.list(node, "withheld", CutJson::parseWithheld));
  }

  private static Part parsePart(JsonNode node) {
    return new Part(
        Json.string(node, "path"),
        Json.string(node, "table"),
        Json.string(node, "range"),
        Json.number(node, "bytes"),
        new Sha256(Json.string(node, "sha256")),
        RowsHash.of(Json.number(node, "rows"), Json.string(node, "hash")));
  }

  private static Withheld parseWithheld(JsonNode node) {
    return new Withheld(Json.string(node, "what"), Json.string(node, "remedy"));
  }
}
