package dev.migrator.store;

import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.SourceDescription;
import java.util.List;
import java.util.Optional;

/// A store that objects are read from. Safe for many threads at once. Every method throws
/// [dev.migrator.error.StoreException]; none retries beyond what its client library does by itself.
public interface ObjectSource extends AutoCloseable {

  /// For messages: kind and place, never a credential.
  String label();

  /// Asks the store all that it can tell of itself as a whole. What it refuses is an answer, not a
  /// failure.
  SourceDescription describe();

  /// Cuts `range` at keys so that the pieces can be listed in parallel. Asks the store as few
  /// questions as it can.
  ///
  /// @param parts pieces wanted, at least 1
  /// @return between 1 and `parts` ranges, ascending, that together are exactly `range`
  List<KeyRange> split(KeyRange range, int parts);

  /// Lists the entries of a range in key order, page by page as it is consumed. The caller closes
  /// it.
  Listing list(KeyRange range);

  /// Starts to read one listed entry. Nothing is asked of the store yet. The caller closes it.
  ObjectReader read(Listed listed);

  /// The power to bring archived objects back; empty where there is none, or none is to be used.
  default Optional<Archive> archive() {
    return Optional.empty();
  }

  @Override
  void close();
}
