/// A DynamoDB that lives in memory: it speaks the protocol, refuses what the real one refuses, in
/// its words, and misbehaves when told to. Its front is `EmbeddedDynamo`.
@NullMarked
package dev.migrator.sandbox.dynamo;

import org.jspecify.annotations.NullMarked;
