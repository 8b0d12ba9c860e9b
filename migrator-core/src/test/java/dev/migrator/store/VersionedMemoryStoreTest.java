package dev.migrator.store;

import dev.migrator.model.Key;

/// Through decorators that do nothing, which must not show.
final class VersionedMemoryStoreTest extends ObjectSourceContract {
  private final MemoryStore store = MemoryStore.versioned();

  @Override
  protected void createStore() {}

  @Override
  protected ObjectSource openSource() {
    return new FaultyStore(new CountingStore(store));
  }

  @Override
  protected void put(String key, byte[] content) {
    store.put(Key.of(key), content, MemoryStore.noneOf());
  }

  @Override
  protected void delete(String key) {
    store.delete(Key.of(key));
  }

  @Override
  protected boolean keepsVersions() {
    return true;
  }
}
