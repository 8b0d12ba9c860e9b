package dev.migrator.database.dynamodb;

import dev.migrator.database.Document;
import java.time.Instant;
import java.util.List;

/// A finished export of a table to a point in time, in a bucket.
///
/// @param at the instant that it stands for
/// @param documents its manifests, as they came
record Export(Instant at, List<Document> documents, List<Part<ExportFile>> parts) {}
