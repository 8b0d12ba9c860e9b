package dev.migrator.store;

import dev.migrator.model.Key;
import dev.migrator.store.InterceptedStore.Call;
import dev.migrator.store.InterceptedStore.Made;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Numbers calls, each within its kind and among all.
final class CallCounts {
  private final Map<Call, Long> ofCall = new ConcurrentHashMap<>();
  private final AtomicLong all = new AtomicLong();

  Made next(Call call, @Nullable Key key) {
    return new Made(call, key, ofCall.merge(call, 1L, Long::sum), all.incrementAndGet());
  }

  long of(Call call) {
    return ofCall.getOrDefault(call, 0L);
  }

  long all() {
    return all.get();
  }

  void reset() {
    all.set(0);
    ofCall.clear();
  }
}
