package dev.migrator.database;

import java.io.Serializable;

/// A part of a table: the unit of work. Copying one twice is harmless.
///
/// @param file name below the cut's folder, `[A-Za-z0-9._/-]`; unique within the cut. Where it ends
///   with `.gz` it is stored in gzip, else in zstd with `.zst` behind the name
/// @param table as people name it: `schema.table`, a part quoted where SQL would need that
/// @param range which rows, in words of the adapter; empty for all of the table's
/// @param weightBytes about how much there is to copy
public record Chunk(String file, String table, String range, long weightBytes, Packing packing)
    implements Serializable {

  /// Who makes the file's stored form from its content.
  public enum Packing {
    BUNDLE,
    /// By [OpenCut.ByteSink#store].
    ADAPTER
  }

  /// Packed by the bundle.
  public Chunk(String file, String table, String range, long weightBytes) {
    this(file, table, range, weightBytes, Packing.BUNDLE);
  }
}
