package dev.migrator.bundle.volume;

import dev.migrator.model.Sha256;

/// What a volume's `END.json` says.
///
/// @param members between `VOLUME.json` and `INDEX.ndjson`, those given up included
/// @param bytes their content
/// @param indexOffset where in the stored volume the first frame of `INDEX.ndjson`'s content begins
/// @param indexBytes length of its content
/// @param indexSha256 of its content
public record VolumeEnd(
    long members, long bytes, long indexOffset, long indexBytes, Sha256 indexSha256) {}
