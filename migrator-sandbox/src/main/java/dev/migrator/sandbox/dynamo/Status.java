package dev.migrator.sandbox.dynamo;

/// Of a table or an index.
enum Status {
  CREATING,
  ACTIVE,
  UPDATING,
  DELETING
}
