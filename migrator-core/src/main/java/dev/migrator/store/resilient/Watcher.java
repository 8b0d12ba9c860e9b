package dev.migrator.store.resilient;

import dev.migrator.error.StoreException;

/// The run on whose behalf calls are made. Asked and told by many threads at once.
@FunctionalInterface
public interface Watcher {

  /// Once true, nothing is tried again.
  boolean isHalted();

  /// A call failed for the moment, and will be made again.
  default void retrying(StoreException failure) {}
}
