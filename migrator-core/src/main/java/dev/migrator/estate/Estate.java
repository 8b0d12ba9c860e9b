package dev.migrator.estate;

import dev.migrator.store.StoreAddress;
import java.util.OptionalLong;
import java.util.SortedMap;

/// All that one customer wants saved.
///
/// @param sources name (`[a-z0-9-]{1,40}`) to address
/// @param volumeBytes as the file says; empty for the default
public record Estate(
    String name, SortedMap<String, StoreAddress> sources, OptionalLong volumeBytes) {}
