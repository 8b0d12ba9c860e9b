package dev.migrator.database;

/// A small file of a cut: a part of the schema, or what the adapter knows of it.
///
/// @param name below the cut's folder, `[A-Za-z0-9._/-]`
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
public record Document(String name, byte[] bytes) {}
