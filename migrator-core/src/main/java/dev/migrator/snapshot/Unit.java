package dev.migrator.snapshot;

import dev.migrator.model.KeyRange;
import java.io.Serializable;

/// The atom of work: a key range of one source. Running one twice is harmless.
record Unit(String source, KeyRange range) implements Serializable {}
