package dev.migrator.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.model.SourceDescription;
import dev.migrator.model.SourceDescription.Answer;
import java.util.SortedMap;
import java.util.TreeMap;

/// A source's description as JSON: every answer raw, and parsed beside it.
final class DescriptionJson {
  private DescriptionJson() {}

  static byte[] bytes(String source, SourceDescription description) {
    ObjectNode node = Json.object().put("source", source).put("kind", description.kind());
    node.put("location", description.location());
    ObjectNode answers = node.putObject("answers");
    description.answers().forEach((question, answer) -> put(answers.putObject(question), answer));
    ArrayNode notes = node.putArray("notes");
    description.notes().forEach(notes::add);
    return EntryJson.lineOf(node);
  }

  private static void put(ObjectNode node, Answer answer) {
    switch (answer) {
      case Answer.Present(String raw, String json) ->
          node.put("state", "present").put("raw", raw).put("json", json);
      case Answer.Absent() -> node.put("state", "absent");
      case Answer.Unsupported(String reason) ->
          node.put("state", "unsupported").put("reason", reason);
      case Answer.Forbidden(String reason) -> node.put("state", "forbidden").put("reason", reason);
      case Answer.Failed(String reason) -> node.put("state", "failed").put("reason", reason);
    }
  }

  /// @throws IllegalArgumentException if it is no description
  static SourceDescription parse(byte[] bytes) {
    JsonNode node = Json.parse(bytes, 0, bytes.length);
    SortedMap<String, Answer> answers = new TreeMap<>();
    Json.get(node, "answers")
        .properties()
        .forEach(answer -> answers.put(answer.getKey(), answer(answer.getValue())));
    return new SourceDescription(
        Json.string(node, "kind"),
        Json.string(node, "location"),
        answers,
        Json.list(node, "notes", Json::textOf));
  }

  private static Answer answer(JsonNode node) {
    String state = Json.string(node, "state");
    return switch (state) {
      case "present" -> new Answer.Present(Json.string(node, "raw"), Json.string(node, "json"));
      case "absent" -> new Answer.Absent();
      case "unsupported" -> new Answer.Unsupported(Json.string(node, "reason"));
      case "forbidden" -> new Answer.Forbidden(Json.string(node, "reason"));
      case "failed" -> new Answer.Failed(Json.string(node, "reason"));
      default -> throw new IllegalArgumentException("an answer of unknown state: " + state);
    };
  }
}
