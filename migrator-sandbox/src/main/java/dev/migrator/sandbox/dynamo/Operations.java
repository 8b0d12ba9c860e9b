package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// All that the server can do; one thing at a time.
final class Operations implements AutoCloseable {
  private static final String DYNAMO = "DynamoDB_20120810.";
  private static final String AUTO_SCALING = "AnyScaleFrontendService.";
  private static final String BATCH_WRITE = DYNAMO + "BatchWriteItem";

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Operation> operations = new HashMap<>();
  private final BatchWrites batchWrites;
  private final @Nullable Exports exports;

  Operations(Settings settings) {
    Tables tables = new Tables(settings.burst());
    batchWrites = new BatchWrites(tables);
    operations.put(BATCH_WRITE, batchWrites::write);
    add(DYNAMO, new TableOperations(tables).all());
    add(DYNAMO, new ItemOperations(tables).all());
    add(DYNAMO, new Reads(tables, settings.segments()).all());
    add(DYNAMO, new Sidecars(tables).all());
    add(DYNAMO, new TagOperations(tables).all());
    add(AUTO_SCALING, new AutoScaling().all());
    Recovery recovery = new Recovery(tables);
    add(DYNAMO, recovery.describing());
    Settings.S3 target = settings.exports();
    exports = target == null ? null : new Exports(tables, target);
    if (exports != null) {
      add(DYNAMO, recovery.switching());
      add(DYNAMO, exports.all());
    }
  }

  @Override
  public void close() {
    if (exports != null) {
      exports.close();
    }
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

  private void add(String service, Map<String, Operation> some) {
    some.forEach((name, operation) -> operations.put(service + name, operation));
  }
}
