package dev.migrator.store;

final class MemoryTargetTest extends ObjectTargetContract {
  @Override
  protected ObjectTarget openAbsent() {
    return new FaultyStore(new CountingStore(MemoryStore.absent()));
  }
}
