package dev.migrator.verify;

import org.jspecify.annotations.Nullable;

/// One way in which a bundle is not what its commit says.
///
/// @param path of the file concerned, in the bundle
/// @param source whose entry is affected, null where none is
/// @param key of the entry affected, in readable form, null where none is
/// @param detail what was expected and what was found
public record Finding(
    FindingCode code, String path, @Nullable String source, @Nullable String key, String detail) {}
