package dev.migrator.database;

import java.util.List;

/// A table of documents.
///
/// @param table see [SavedPart#table]
/// @param name as it is, without quotes
/// @param keys which together no two documents share, in their order
/// @param indexes that the source has besides
public record DocumentTable(String table, String name, List<Key> keys, List<Index> indexes) {

  /// An attribute that every document has, or that those in an index have.
  ///
  /// @param name of any characters
  /// @param path to its value in [DocumentReader.Row#json], from the outside to the inside
  public record Key(String name, Type type, List<String> path) {}

  /// What a key's value is in [DocumentReader.Row#json]: always a text there.
  public enum Type {
    TEXT,
    /// As its digits.
    NUMBER,
    /// As Base64.
    BYTES
  }

  public record Index(String name, List<Key> keys) {}
}
