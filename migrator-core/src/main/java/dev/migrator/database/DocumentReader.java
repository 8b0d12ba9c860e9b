package dev.migrator.database;

import dev.migrator.database.DatabaseTarget.Problem;
import java.util.List;

/// Reads the cuts of a kind of database whose rows are documents, so that a target of another kind
/// can hold them. Safe for many threads at once. What is read of a cut throws
/// [dev.migrator.error.BundleDamagedException] where it is not as it should be.
public interface DocumentReader {

  /// All tables of a cut, also those without rows.
  List<DocumentTable> tables(SavedCut saved);

  /// What a target of another kind does not take over, known before anything moves.
  List<Problem> losses(SavedCut saved);

  /// The documents of a part of a table. The caller closes them.
  Documents open(DocumentTable table, SavedPart part);

  /// A document that was written somewhere as [Row#json], whatever became of its spaces and the
  /// order of its members.
  ///
  /// @throws IllegalArgumentException if it is none of this table
  Row parse(DocumentTable table, String json);

  /// Documents in order. Not for several threads.
  interface Documents extends AutoCloseable {
    /// @return false at the end
    boolean next();

    /// The current one.
    Row row();

    @Override
    void close();
  }

  /// @param keys in the order of [DocumentTable#keys]: texts; numbers in digits, with a point and
  ///   an exponent where there is one; bytes in hexadecimal digits
  /// @param json all of the document, its keys too; never with the character U+0000, which not all
  ///   databases take
  /// @param hash of the document, which is one row
  record Row(List<String> keys, String json, RowsHash hash) {}
}
