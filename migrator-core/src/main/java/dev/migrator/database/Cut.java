package dev.migrator.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The instant that a capture stands for.
///
/// @param server product and version, as `PostgreSQL 15.18`
/// @param database its name there
/// @param position in the server's own log of changes, as it names it (an LSN); null where it tells
///   none
/// @param at by the server's clock
/// @param fuzzy why this is no single instant, in words; null where it is one
public record Cut(
    String server,
    String database,
    @Nullable String position,
    Instant at,
    @Nullable String fuzzy) {}
