package dev.migrator.estate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which objects of a store a rule is about: those for which all that it says holds.
///
/// @param prefix of the key; empty for any
/// @param pattern of the whole key: `*` within a component, `**` across; null for any
/// @param newer modified within that span before the run; null for any
/// @param older modified before that span; null for any
/// @param smallerBytes at most; null for any
/// @param largerBytes at least; null for any
public record Rule(
    String prefix,
    @Nullable String pattern,
    @Nullable Duration newer,
    @Nullable Duration older,
    @Nullable Long smallerBytes,
    @Nullable Long largerBytes) {}
