package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// All that the server can do; one thing at a time.
final class Operations {
  private static final String DYNAMO = "DynamoDB_20120810.";
  private static final String BATCH_WRITE = DYNAMO + "BatchWriteItem";

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Operation> operations = new HashMap<>();
  private final BatchWrites batchWrites;

  Operations(Settings settings) {
    Tables tables = new Tables(settings.burst());
    batchWrites = new BatchWrites(tables);
    operations.put(BATCH_WRITE, batchWrites::write);
    add(new TableOperations(tables).all());
    add(new ItemOperations(tables).all());
    add(new Reads(tables, settings.segments()).all());
    add(new Sidecars(tables).all());
    add(new TagOperations(tables).all());
  }

  /// @param target as `DynamoDB_20120810.Scan`
  /// @throws Refusal instead of an answer that says no
  JsonNode answer(String target, Fields request, @Nullable Fault fault) {
    Operation operation = operations.get(target);
    if (operation == null) {
      throw Refusal.unknownOperation();
    }
    lock.lock();
    try {
      return fault instanceof Fault.Unprocessed unprocessed && target.equals(BATCH_WRITE)
          ? batchWrites.write(request, unprocessed)
          : operation.answer(request);
    } finally {
      lock.unlock();
    }
  }

  private void add(Map<String, Operation> some) {
    some.forEach((name, operation) -> operations.put(DYNAMO + name, operation));
  }
}
