package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Asks which tables there are.
record TableNames(Calls calls) {

  /// All that there are but those of our own, in the host's order.
  List<String> all() {
    List<String> names = new ArrayList<>();
    ObjectNode request = Json.object();
    while (true) {
      JsonNode answer = calls.call("ListTables", "", request);
      for (JsonNode name : answer.path("TableNames")) {
        if (!name.asText().startsWith(Ledger.PREFIX)) {
          names.add(name.asText());
        }
      }
      String last = answer.path("LastEvaluatedTableName").asText("");
      if (last.isEmpty()) {
        return names;
      }
      request.put("ExclusiveStartTableName", last);
    }
  }
}
