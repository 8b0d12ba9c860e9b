package dev.migrator.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.bundle.Commit.Segment;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A commit as JSON, laid out in lines so that `sh` can read it: one for what concerns all, one for
/// each source, one for each segment or part below it, one for each file.
public final class CommitJson {
  static final String FORMAT = "MP1";

  private CommitJson() {}

  public static byte[] bytes(Commit commit) {
    StringBuilder json = new StringBuilder();
    String head = Json.text(head(commit));
    json.append(head, 0, head.length() - 1).append(",\n\"sources\":{\n");
    String separator = "";
    for (var source : commit.sources().entrySet()) {
      json.append(separator);
      source(json, source.getKey(), source.getValue());
      separator = ",\n";
    }
    json.append("\n},\n\"files\":[");
    separator = "\n";
    for (var file : commit.files().entrySet()) {
      json.append(separator).append(Json.text(file(file.getKey(), file.getValue())));
      separator = ",\n";
    }
    return json.append("\n]}\n").toString().getBytes(UTF_8);
  }

  private static ObjectNode head(Commit commit) {
    ObjectNode head = Json.object().put("format", FORMAT).put("commit", commit.number());
    head.put("previous", commit.previous() == null ? null : commit.previous().hex());
    head.put("bundle", commit.bundle()).put("estate", commit.estate());
    head.put("run", commit.run()).put("at", commit.at().toString());
    head.put("finished", commit.finished()).put("stopped", commit.stopped());
    head.put("nextOrdinal", commit.nextOrdinal()).put("nextFile", commit.nextFile());
    head.put("inFlightOrdinal", commit.inFlightOrdinal());
    head.put("inFlightFile", commit.inFlightFile());
    ArrayNode adopted = head.putArray("adopted");
    commit.adopted().forEach(adopted::add);
    return head;
  }

  private static void source(StringBuilder json, String name, SourceState state) {
    ObjectNode node = Json.object().put("kind", state.kind());
    node.put("description", state.description());
    ArrayNode gaps = node.putArray("gaps");
    state.gaps().forEach(gap -> gaps.add(GapJson.node(gap)));
    String text = Json.text(node);
    json.append('"').append(name).append("\":");
    json.append(text, 0, text.length() - 1).append(",\"segments\":[");
    String separator = "\n";
    for (Segment segment : state.segments()) {
      json.append(separator).append(Json.text(segment(segment)));
      separator = ",\n";
    }
    json.append("\n]");
    if (!state.cuts().isEmpty()) {
      CutJson.append(json, state.cuts());
    }
    json.append('}');
  }

  private static ObjectNode segment(Segment segment) {
    ObjectNode node = Json.object();
    GapJson.putRange(node, segment.range());
    node.put("index", segment.index()).put("gapFile", segment.gapFile());
    node.put("entries", segment.entries()).put("objects", segment.objects());
    node.put("bytes", segment.bytes()).put("gaps", segment.gaps()).put("run", segment.run());
    node.put("listedFrom", segment.listedFrom().toString());
    return node.put("listedTo", segment.listedTo().toString());
  }

  private static ObjectNode file(String path, Stamp stamp) {
    return Json.object()
        .put("path", path)
        .put("size", stamp.sizeBytes())
        .put("sha256", stamp.sha256().hex());
  }

  /// Reads a commit.
  ///
  /// @throws IllegalArgumentException if it is none, or not whole
  public static Commit parse(byte[] bytes) {
    JsonNode node = Json.parse(bytes, 0, bytes.length);
    requireFormat(node);
    String previous = Json.stringOrNull(node, "previous");
    return new Commit(
        Json.number(node, "commit"),
        Json.string(node, "bundle"),
        previous == null ? null : new Sha256(previous),
        Json.string(node, "run"),
        instant(node, "at"),
        Json.flag(node, "finished"),
        Json.stringOrNull(node, "stopped"),
        Json.string(node, "estate"),
        sources(node),
        files(node),
        Json.number(node, "nextOrdinal"),
        Json.number(node, "nextFile"),
        Json.number(node, "inFlightOrdinal"),
        Json.number(node, "inFlightFile"),
        Json.list(node, "adopted", Json::textOf));
  }

  /// @throws IllegalArgumentException if it calls itself of another format
  static void requireFormat(JsonNode node) {
    String format = Json.string(node, "format");
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException("of format " + format);
    }
  }

  private static SortedMap<String, SourceState> sources(JsonNode node) {
    SortedMap<String, SourceState> sources = new TreeMap<>();
    Json.get(node, "sources")
        .properties()
        .forEach(source -> sources.put(source.getKey(), sourceState(source.getValue())));
    return sources;
  }

  private static SourceState sourceState(JsonNode node) {
    return new SourceState(
        Json.string(node, "kind"),
        Json.stringOrNull(node, "description"),
        Json.list(node, "segments", CommitJson::segment),
        Json.list(node, "gaps", GapJson::parse),
        node.has("cuts") ? Json.list(node, "cuts", CutJson::parse) : List.of());
  }

  private static Segment segment(JsonNode node) {
    return new Segment(
        GapJson.range(node),
        Json.string(node, "index"),
        Json.stringOrNull(node, "gapFile"),
        Json.number(node, "entries"),
        Json.number(node, "objects"),
        Json.number(node, "bytes"),
        Json.number(node, "gaps"),
        Json.string(node, "run"),
        instant(node, "listedFrom"),
        instant(node, "listedTo"));
  }

  private static SortedMap<String, Stamp> files(JsonNode node) {
    SortedMap<String, Stamp> files = new TreeMap<>();
    for (JsonNode file : Json.list(node, "files", item -> item)) {
      Stamp stamp = new Stamp(Json.number(file, "size"), new Sha256(Json.string(file, "sha256")));
      if (files.put(Json.string(file, "path"), stamp) != null) {
        throw new IllegalArgumentException("a file named twice: " + Json.string(file, "path"));
      }
    }
    return files;
  }

  static Instant instant(JsonNode node, String name) {
    Instant instant = EntryJson.instant(node, name);
    if (instant == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return instant;
  }
}
