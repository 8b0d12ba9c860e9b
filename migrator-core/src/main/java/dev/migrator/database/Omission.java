package dev.migrator.database;

import dev.migrator.model.Gap;

/// Something of a database that could not be captured.
///
/// @param what `table schema.name`, `subscription name`: kind and name
public record Omission(String what, Gap.Code code, String reason) {}
