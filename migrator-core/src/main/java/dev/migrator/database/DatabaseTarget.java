package dev.migrator.database;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// A database that a cut is restored to, and read back from. It keeps account in the database of
/// what is done, in the same transaction as the thing itself, so that a restore that was killed
/// goes on where it was. Safe for many threads at once, but the steps are to be called in order by
/// one. Every method throws [dev.migrator.error.StoreException].
public interface DatabaseTarget extends AutoCloseable {

  /// For messages: kind and place, never a credential.
  String label();

  /// Looks what is there, changes nothing.
  ///
  /// @throws dev.migrator.error.UsageException if the database holds something else, or is not
  ///   there and must not be created
  Examination examine(SavedCut saved, Creation creation);

  /// Makes the database where it is missing, and all that comes before rows. As every step from
  /// here on, it is harmless to call it again.
  void prepare();

  /// Loads one part, once.
  ///
  /// @return the rows loaded; 0 where an earlier run has loaded it
  long load(SavedPart part);

  /// What may be built once all rows are there, in any order and many at one time: indexes. Each is
  /// harmless to run twice.
  List<Runnable> builds();

  /// Makes what comes last, after [#builds]: constraints, triggers, and what else has an order.
  void complete();

  /// Tables that are partitions of another one, by table the name of the whole. A row may be in
  /// another partition than at the source, so they are compared together.
  default Map<String, String> partitions() {
    return Map.of();
  }

  /// Cuts tables that were loaded into parts that can be read back.
  ///
  /// @param tables as [SavedPart#table] names them
  List<Chunk> readBack(Set<String> tables, int readers);

  /// Reads rows and hashes them as they were when they were captured.
  RowsHash read(Chunk chunk);

  /// Looks for every object that the source had; what is not there is a problem.
  void compareObjects();

  /// Sets what would hinder writing and reading back, as limits and expiry, and removes the
  /// account. To be called only when all is there; otherwise another run goes on.
  void finish();

  /// What was refused, is missing or could not be held so far.
  List<Problem> problems();

  @Override
  void close();

  enum Creation {
    ALLOWED,
    FORBIDDEN
  }

  /// @param goesOn whether an earlier run has begun
  /// @param foretold what will not come along
  record Examination(boolean goesOn, List<Problem> foretold) {}

  /// @param what kind and name, or the beginning of the statement
  /// @param reason in words, with what the server said
  record Problem(Kind kind, String what, String reason) {
    public enum Kind {
      /// The target cannot hold it; all else is as it should be.
      LOSS,
      /// The target is not what the source was.
      DIFFERENCE
    }
  }
}
