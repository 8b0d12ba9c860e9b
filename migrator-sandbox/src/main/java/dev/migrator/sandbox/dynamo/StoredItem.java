package dev.migrator.sandbox.dynamo;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An item as it is kept; nobody changes it.
///
/// @param size in bytes
record StoredItem(ObjectNode attributes, int size) {
  private static final int BYTES_A_WRITE = 1024;

  static StoredItem of(ObjectNode attributes) {
    return new StoredItem(attributes, Sizes.ofItem(attributes));
  }

  int writeUnits() {
    return Math.ceilDiv(size, BYTES_A_WRITE);
  }
}
