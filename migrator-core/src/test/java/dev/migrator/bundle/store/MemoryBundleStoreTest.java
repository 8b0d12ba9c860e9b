package dev.migrator.bundle.store;

final class MemoryBundleStoreTest extends BundleStoreContract {
  private final MemoryBundleStore place = new MemoryBundleStore();

  @Override
  protected BundleStore open() {
    return place.again();
  }
}
