package dev.migrator.snapshot;

import dev.migrator.error.StoreException;

/// Carries a failure of the bundle's place past the database that is being copied, whose own are of
/// the same type.
final class PlaceFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final StoreException failure;

  PlaceFailure(StoreException failure) {
    super(failure);
    this.failure = failure;
  }

  StoreException failure() {
    return failure;
  }
}
