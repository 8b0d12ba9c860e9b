package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.JsonNode;

/// What the server does with one kind of request.
@FunctionalInterface
interface Operation {
  /// @return a missing node for an answer without a body
  JsonNode answer(Fields request);
}
