package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.OpenCut;
import dev.migrator.database.PatientCalls;
import dev.migrator.store.BlobStore;
import dev.migrator.store.StoreAddress.S3Address;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tables of DynamoDB, or of a host that speaks its protocol, to be captured.
public final class DynamoSource implements DatabaseSource {
  private final DynamoAddress address;
  private final Calls calls;
  private final @Nullable BlobStore bucket;
  private final @Nullable Exports exports;

  /// @param buckets opens the place of exports, below its prefix
  public DynamoSource(
      DynamoAddress address, Function<S3Address, BlobStore> buckets, PatientCalls patient) {
    this.address = address;
    this.calls = new Calls(address, patient);
    this.bucket = address.exports() == null ? null : buckets.apply(address.exports());
    this.exports =
        address.exports() == null || bucket == null
            ? null
            : new Exports(calls, address.exports(), bucket);
  }

  @Override
  public String label() {
    return address.label();
  }

  @Override
  public void greet() {
    JsonNode _ =
        switch (address.selected()) {
          case DynamoAddress.Tables.Named(String name) ->
              calls.once(Table.DESCRIBE, name, Questions.named(name));
          case DynamoAddress.Tables.Prefixed _ ->
              calls.once("ListTables", "", Json.object().put("Limit", 1));
        };
  }

  @Override
  public OpenCut open(int readers) {
    return new CutOpening(calls, address, exports, readers).open();
  }

  @Override
  public void close() {
    calls.close();
    if (bucket != null) {
      bucket.close();
    }
  }
}
