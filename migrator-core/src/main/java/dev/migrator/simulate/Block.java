package dev.migrator.simulate;

/// Some objects under way on one connection.
///
/// @param begun in seconds from the start
/// @param due when it has had its service, on the clock of its feed's share
/// @param bytesPerSecond what it takes of the link, if it may
record Block(
    Feed feed, long objects, long bytes, double begun, double due, double bytesPerSecond) {}
