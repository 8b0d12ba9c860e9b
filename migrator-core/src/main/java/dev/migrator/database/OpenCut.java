package dev.migrator.database;

import dev.migrator.model.Gap;
import java.util.List;

/// A database as it was at one instant, while it is captured. Safe for many threads at once. Every
/// method throws [dev.migrator.error.StoreException].
public interface OpenCut extends AutoCloseable {

  Cut cut();

  /// Schema and catalogue; written before any chunk.
  List<Document> documents();

  /// All parts of all tables, the largest first.
  List<Chunk> chunks();

  /// What cannot be captured, known before the first chunk.
  List<Omission> omissions();

  List<Withheld> withheld();

  /// Remarks that are no gaps.
  List<String> notes();

  /// Copies one chunk.
  ///
  /// @param sink receives the bytes in the engine's own format
  /// @return the number of rows and their hash
  /// @throws dev.migrator.error.StoreException with a transient reason where another attempt may
  ///   succeed; with another one where this table cannot be read
  RowsHash copy(Chunk chunk, ByteSink sink);

  /// Whether the database can still be read as of [#cut()]; where not, what was copied stands for
  /// itself, and nothing can be added.
  boolean isAlive();

  /// What is to be read last. To be called once, after the last chunk.
  Ending end();

  @Override
  void close();

  /// @param documents that could be read only at the end
  /// @param notes as [#notes()]
  record Ending(List<Document> documents, List<Omission> omissions, List<String> notes) {}

  /// Receives bytes.
  interface ByteSink {
    /// The next bytes of the content.
    void write(byte[] bytes, int offset, int length);

    /// The next bytes of the file as it is stored, for a chunk that [Chunk.Packing#ADAPTER] packs:
    /// in the form that its name says, and of the content that is written.
    default void store(byte[] bytes, int offset, int length) {
      throw new UnsupportedOperationException("the bundle packs this chunk");
    }
  }

  /// Why a table has no rows in the bundle, from the failure of its copy.
  static Gap.Code codeOf(dev.migrator.error.StoreException failure) {
    return switch (failure.reason()) {
      case FORBIDDEN -> Gap.Code.FORBIDDEN;
      case ACCOUNT_GONE, NO_SUCH_STORE -> Gap.Code.ACCOUNT_GONE;
      case BAD_BYTES -> Gap.Code.DAMAGED_AT_SOURCE;
      case NOT_FOUND,
          CHANGED,
          ARCHIVED,
          CUSTOMER_KEY,
          UNSUPPORTED,
          EXISTS,
          THROTTLED,
          UNAVAILABLE,
          CHANGING,
          REJECTED ->
          Gap.Code.UNREADABLE;
    };
  }
}
