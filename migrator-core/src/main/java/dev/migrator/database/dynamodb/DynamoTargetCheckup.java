package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.check.Check;
import dev.migrator.check.Checkup;
import dev.migrator.check.Findings;
import dev.migrator.check.Mend;
import dev.migrator.check.Topic;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress.Tables;
import dev.migrator.error.StoreException;
import java.util.UUID;

/// Looks at where tables of DynamoDB are to be restored to: makes a canary table, writes an item as
/// a restore does, reads it back, and deletes the table.
public record DynamoTargetCheckup(DynamoAddress address) implements Checkup {
  private static final String TEXT = "Gr\u00fc\u00dfe \u4e2d";

  @Override
  public String label() {
    return address.label();
  }

  @Override
  public void run(Findings findings) {
    Mend rights =
        new Mend.ByHand(
            "Allow this identity to create, describe, write, scan and delete tables there.");
    HostChecks host = new HostChecks(address, rights, findings);
    if (!host.credentials()) {
      return;
    }
    try (Calls calls = new Calls(address, new NoPatience())) {
      host.greet(calls);
      occupied(calls, findings);
      findings.add(canary(calls));
    } catch (StoreException e) {
      host.add(e);
    }
  }

  private void occupied(Calls calls, Findings findings) {
    if (address.selected() instanceof Tables.Named(String name)) {
      findings.add(
          new TableStates(calls).find(name).isEmpty()
              ? Check.ok(Topic.CONTENT, "there is no table of that name yet")
              : Check.warning(
                  Topic.CONTENT,
                  "the table is there; a restore goes on only where it is empty, or an earlier one's",
                  new Mend.ByHand("Name another table.")));
    }
  }

  private static Check canary(Calls calls) {
    String name = "migrator-canary-" + UUID.randomUUID().toString().substring(0, 8);
    TableStates states = new TableStates(calls);
    states.create(name, request(name));
    try {
      states.awaitActive(name);
      ObjectNode item = Json.object();
      item.set("id", Json.object().put("S", TEXT));
      ObjectNode put = Json.object();
      put.set("PutRequest", Json.object().set("Item", item));
      ObjectNode write = Json.object();
      write.set("RequestItems", Json.object().set(name, Json.array().add(put)));
      var _ = calls.once("BatchWriteItem", name, write);
      String read =
          calls
              .once("Scan", name, Questions.named(name).put("ConsistentRead", true))
              .path("Items")
              .path(0)
              .path("id")
              .path("S")
              .asText();
      return read.equals(TEXT)
          ? Check.ok(
              Topic.CANARY,
              "a table was made, an item written, read back, compared, and it was deleted")
          : Check.failure(
              Topic.CANARY,
              "an item that was written was read back as another",
              new Mend.ByHand("See what lies between here and the host, and alters it."));
    } finally {
      delete(calls, states, name);
    }
  }

  private static ObjectNode request(String name) {
    ObjectNode request = Questions.named(name).put("BillingMode", "PAY_PER_REQUEST");
    request.set(
        "AttributeDefinitions",
        Json.array().add(Json.object().put("AttributeName", "id").put("AttributeType", "S")));
    request.set(
        "KeySchema",
        Json.array().add(Json.object().put("AttributeName", "id").put("KeyType", "HASH")));
    return request;
  }

  /// Also one that is not made yet.
  private static void delete(Calls calls, TableStates states, String name) {
    states.awaitActive(name);
    var _ = calls.once("DeleteTable", name, Questions.named(name));
    states.awaitGone(name);
  }
}
