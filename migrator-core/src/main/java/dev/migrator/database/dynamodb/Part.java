package dev.migrator.database.dynamodb;

import dev.migrator.database.Chunk;

/// A chunk, and what is read for it.
record Part<P extends Portion>(Chunk chunk, P portion) {}
