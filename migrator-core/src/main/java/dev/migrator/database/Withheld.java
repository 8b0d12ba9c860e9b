package dev.migrator.database;

/// A secret that a database would hand out, left out on purpose because the bundle is not
/// encrypted.
///
/// @param what kind and name of what it belongs to
/// @param remedy what to do after the restore
public record Withheld(String what, String remedy) {}
