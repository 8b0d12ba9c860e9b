package dev.migrator.snapshot;

import dev.migrator.database.DatabaseOpener;
import dev.migrator.store.StoreOpener;

/// Opens whatever an estate names.
public record Openers(StoreOpener stores, DatabaseOpener databases) {}
