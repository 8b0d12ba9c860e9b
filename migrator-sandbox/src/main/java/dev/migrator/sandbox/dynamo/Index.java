package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;

/// A secondary index: what it is, not what is in it.
final class Index {
  /// Of one partition key with the table, or of its own.
  enum Kind {
    LOCAL,
    GLOBAL
  }

  private final Kind kind;
  private final String name;
  private final KeySchema key;
  private final ObjectNode projection;
  private final Throughput throughput;
  private ObjectNode onDemandLimits = Json.object();
  private Status status = Status.CREATING;

  private Index(
      Kind kind, String name, KeySchema key, ObjectNode projection, Throughput throughput) {
    this.kind = kind;
    this.name = name;
    this.key = key;
    this.projection = projection;
    this.throughput = throughput;
  }

  /// @param types by attribute
  static Index of(Kind kind, Fields request, Map<String, String> types, Duration burst) {
    Throughput throughput = new Throughput(burst);
    Fields provisioned = request.structure("ProvisionedThroughput");
    if (provisioned != null) {
      throughput.provision(Throughput.Units.of(provisioned));
    }
    Index index =
        new Index(
            kind,
            request.needed("IndexName"),
            KeySchema.of(request.structures("KeySchema"), types),
            request.neededStructure("Projection").node(),
            throughput);
    index.limitOnDemand(request);
    return index;
  }

  String name() {
    return name;
  }

  KeySchema key() {
    return key;
  }

  Throughput throughput() {
    return throughput;
  }

  Status status() {
    return status;
  }

  void status(Status other) {
    status = other;
  }

  void limitOnDemand(Fields request) {
    Fields limits = request.structure("OnDemandThroughput");
    if (limits != null) {
      onDemandLimits = limits.node();
    }
  }

  /// @throws Refusal if the index cannot take the item, though the table could
  void check(ObjectNode item) {
    for (KeyAttribute attribute : key.attributes()) {
      JsonNode value = item.get(attribute.name());
      if (value != null) {
        check(attribute, value);
      }
    }
  }

  ObjectNode json(String tableArn, Items items) {
    ObjectNode json = Json.object().put("IndexName", name);
    json.set("KeySchema", key.json());
    json.set("Projection", projection);
    if (kind == Kind.GLOBAL) {
      json.put("IndexStatus", status.name());
      json.set("ProvisionedThroughput", throughput.json());
      if (!onDemandLimits.isEmpty()) {
        json.set("OnDemandThroughput", onDemandLimits);
      }
    }
    return json.put("IndexSizeBytes", bytes(items))
        .put("ItemCount", items.all().stream().filter(i -> key.isIn(i.attributes())).count())
        .put("IndexArn", tableArn + "/index/" + name);
  }

  /// As if all attributes were projected.
  private long bytes(Items items) {
    return items.all().stream()
        .filter(item -> key.isIn(item.attributes()))
        .mapToLong(StoredItem::size)
        .sum();
  }

  private void check(KeyAttribute attribute, JsonNode value) {
    if (!attribute.fits(value)) {
      throw Refusal.invalid(
          "Type mismatch for Index Key %s Expected: %s Actual: %s IndexName: %s"
              .formatted(attribute.name(), attribute.type(), Values.type(value), name));
    }
    if (attribute.isEmpty(value)) {
      throw Refusal.validation(
          ("One or more parameter values are not valid. A value specified for a secondary index key"
                  + " is not supported. The AttributeValue for a key attribute cannot contain an"
                  + " empty %s value. IndexName: %s, IndexKey: %s")
              .formatted(attribute.word(), name, attribute.name()));
    }
    attribute.scalar(value);
  }
}
