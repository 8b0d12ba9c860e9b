package dev.migrator.snapshot;

import dev.migrator.error.StoreException;

/// Carries a source's failure past the bundle's own, which are of the same type.
final class SourceFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final StoreException failure;

  SourceFailure(StoreException failure) {
    super(failure);
    this.failure = failure;
  }

  StoreException failure() {
    return failure;
  }
}
