package dev.migrator.store;

import dev.migrator.model.Listed;
import org.jspecify.annotations.Nullable;

/// A sorted stream of entries. Not for several threads.
public interface Listing extends AutoCloseable {

  /// @return null at the end of the range
  /// @throws dev.migrator.error.StoreException if a page cannot be fetched, also in the middle;
  ///   calling again tries that page again
  @Nullable Listed next();

  @Override
  void close();
}
