package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;

/// Makes, shows and deletes tables. What is under way ends with the first answer that shows it.
final class TableOperations {
  private static final long MOST_NAMES = 100;

  private final Tables tables;

  TableOperations(Tables tables) {
    this.tables = tables;
  }

  Map<String, Operation> all() {
    return Map.of(
        "CreateTable", this::create,
        "DescribeTable", this::describe,
        "ListTables", this::list,
        "DeleteTable", this::delete,
        "UpdateTable", new TableUpdates(tables)::update);
  }

  private ObjectNode create(Fields request) {
    TableRules.check(request);
    return Json.object("TableDescription", Description.of(tables.create(request)));
  }

  private ObjectNode describe(Fields request) {
    Table table = tables.named(request);
    ObjectNode answer = Json.object("Table", Description.of(table));
    if (table.status() == Status.DELETING) {
      tables.remove(table);
    } else {
      table.settle();
    }
    return answer;
  }

  private ObjectNode list(Fields request) {
    Long limit = request.integer("Limit");
    Constraints constraints = new Constraints().range("limit", limit, 1, MOST_NAMES);
    String start = request.text("ExclusiveStartTableName");
    if (start != null) {
      constraints.name("exclusiveStartTableName", start);
    }
    constraints.hold();
    Iterator<String> rest =
        tables.all().keySet().stream()
            .filter(name -> start == null || name.compareTo(start) > 0)
            .iterator();
    ArrayNode names = Json.array();
    while (rest.hasNext() && names.size() < (limit == null ? MOST_NAMES : limit)) {
      names.add(rest.next());
    }
    ObjectNode answer = Json.object("TableNames", names);
    if (rest.hasNext()) {
      answer.set("LastEvaluatedTableName", names.get(names.size() - 1));
    }
    return answer;
  }

  private ObjectNode delete(Fields request) {
    Table table = tables.named(request);
    Tables.checkActive(table);
    if (table.isDeletionProtected()) {
      throw Refusal.validation(
          "Resource cannot be deleted as it is currently protected against deletion. Disable"
              + " deletion protection first.");
    }
    table.status(Status.DELETING);
    return Json.object("TableDescription", Description.of(table));
  }
}
