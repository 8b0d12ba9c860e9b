package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/// Tags of tables, ten to an answer.
final class TagOperations {
  private static final int TAGS_A_PAGE = 10;

  private final Tables tables;

  TagOperations(Tables tables) {
    this.tables = tables;
  }

  Map<String, Operation> all() {
    return Map.of(
        "TagResource", this::tag, "UntagResource", this::untag, "ListTagsOfResource", this::list);
  }

  private JsonNode tag(Fields request) {
    Table table = table(request);
    Tags tags = Tags.of(request.structures("Tags"));
    if (tags.values().isEmpty()) {
      throw Refusal.validation("Atleast one Tag needs to be provided as Input.");
    }
    Tags all = table.sidecar().tags().with(tags);
    all.check();
    table.sidecar().tag(all);
    return MissingNode.getInstance();
  }

  private JsonNode untag(Fields request) {
    Table table = table(request);
    List<String> keys = request.texts("TagKeys");
    if (keys.isEmpty()) {
      throw Refusal.validation("Atleast one Tag Key needs to be provided as Input.");
    }
    table.sidecar().tag(table.sidecar().tags().without(keys));
    return MissingNode.getInstance();
  }

  private ObjectNode list(Fields request) {
    List<ObjectNode> tags = table(request).sidecar().tags().json();
    int from = Math.min(tags.size(), start(request.text("NextToken", "0")));
    int end = Math.min(tags.size(), from + TAGS_A_PAGE);
    ObjectNode answer = Json.object("Tags", Json.array(tags.subList(from, end)));
    if (end < tags.size()) {
      answer.put("NextToken", Integer.toString(end));
    }
    return answer;
  }

  /// Tags are not known until the table is.
  private Table table(Fields request) {
    String arn = request.needed("ResourceArn");
    Table table = tables.withArn(arn);
    if (table.status() == Status.CREATING) {
      throw Refusal.notFound("Requested resource not found: ResourcArn: " + arn + " not found");
    }
    return table;
  }

  private static int start(String token) {
    try {
      return Integer.parseUnsignedInt(token);
    } catch (NumberFormatException e) {
      throw Refusal.invalid("Invalid NextToken");
    }
  }
}
