package dev.migrator.store;

/// For tests about databases alone.
public enum NoStores implements StoreOpener {
  INSTANCE;

  @Override
  public ObjectSource openSource(StoreAddress address) {
    throw new UnsupportedOperationException("no stores here: " + address.label());
  }

  @Override
  public ObjectTarget openTarget(StoreAddress address) {
    throw new UnsupportedOperationException("no stores here: " + address.label());
  }
}
