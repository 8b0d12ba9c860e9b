package dev.migrator.store;

import dev.migrator.model.Key;

final class MemoryStoreTest extends ObjectSourceContract {
  private final MemoryStore store = new MemoryStore();

  @Override
  protected void createStore() {}

  @Override
  protected ObjectSource openSource() {
    return store;
  }

  @Override
  protected void put(String key, byte[] content) {
    store.put(Key.of(key), content, MemoryStore.noneOf());
  }

  @Override
  protected void delete(String key) {
    store.delete(Key.of(key));
  }
}
