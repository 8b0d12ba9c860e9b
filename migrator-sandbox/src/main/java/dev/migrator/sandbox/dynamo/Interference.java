package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// Decides how the server misbehaves. Called once for each request, by many threads.
@FunctionalInterface
public interface Interference {

  /// @param operation as `BatchWriteItem`
  /// @param request as it was sent
  /// @param number of the request, from 1
  /// @return null to behave
  @Nullable Fault faultOf(String operation, JsonNode request, long number);

  static Interference none() {
    return (operation, request, number) -> null;
  }
}
