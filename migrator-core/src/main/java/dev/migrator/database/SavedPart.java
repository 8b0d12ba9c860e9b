package dev.migrator.database;

import java.io.InputStream;

/// Rows of one table, or of a part of it, in a bundle.
public interface SavedPart {

  /// See [Chunk#file].
  String file();

  /// See [Chunk#table].
  String table();

  /// Of the content.
  long sizeBytes();

  RowsHash hash();

  /// Opens the content. Throws before its end if length or SHA-256 are not as recorded. The caller
  /// closes it.
  InputStream open();
}
