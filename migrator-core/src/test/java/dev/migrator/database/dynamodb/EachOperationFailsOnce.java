package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.sandbox.dynamo.Fault;
import dev.migrator.sandbox.dynamo.Interference;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every kind of call fails at its first time, once a certain call was made: what comes before is
/// not tried again, as nothing has begun yet.
final class EachOperationFailsOnce implements Interference {
  private final Fault fault;
  private final String from;
  private final Set<String> seen = new HashSet<>();
  private boolean hasBegun;

  EachOperationFailsOnce(Fault fault, String from) {
    this.fault = fault;
    this.from = from;
  }

  @Override
  public synchronized @Nullable Fault faultOf(String operation, JsonNode request, long number) {
    if (!hasBegun) {
      hasBegun = operation.equals(from);
      return null;
    }
    return seen.add(operation) ? fault : null;
  }
}
