package dev.migrator.store;

import dev.migrator.model.Key;
import java.util.concurrent.atomic.LongAdder;

/// Counts the calls and bytes that go through it, so that tests can assert what work costs.
public final class CountingStore extends InterceptedStore {
  private final LongAdder bytes = new LongAdder();

  public CountingStore(ObjectTarget store) {
    super(store);
  }

  /// Bytes of objects that were read.
  public long bytesRead() {
    return bytes.sum();
  }

  @Override
  void before(Made made) {}

  @Override
  void after(Made made) {}

  @Override
  void received(Key key, byte[] buffer, int offset, int length) {
    bytes.add(length);
  }
}
