package dev.migrator.store;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Key;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store that fails as scripted. Without a script it does what the store behind it does.
///
/// To fail each call once, for N = 1, 2, 3 … until a run comes to its end with nothing fired:
///
///     store.failNth(n, When.AFTER, Reason.UNAVAILABLE);
///     … run …
///     if (store.fired() == 0) return;
public final class FaultyStore extends InterceptedStore {

  public enum When {
    /// The call has no effect.
    BEFORE,
    /// The call has taken effect, but its caller cannot know.
    AFTER
  }

  private record Fault(
      Predicate<Made> on, When when, Supplier<? extends RuntimeException> failure) {}

  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final AtomicLong fired = new AtomicLong();
  private final AtomicInteger bitsToFlip = new AtomicInteger();
  private volatile @Nullable Key flippedKey;

  public FaultyStore(ObjectTarget store) {
    super(store);
  }

  /// Fails every call that `on` accepts.
  public void fail(Predicate<Made> on, When when, Supplier<? extends RuntimeException> failure) {
    faults.add(new Fault(on, when, failure));
  }

  /// Fails the N-th call of one kind, once.
  public void failNth(Call call, long nth, When when, Reason reason) {
    fail(made -> made.call() == call && made.nthOfCall() == nth, when, () -> scripted(reason));
  }

  /// Fails the N-th call of any kind, once.
  public void failNth(long nth, When when, Reason reason) {
    fail(made -> made.nthOfAll() == nth, when, () -> scripted(reason));
  }

  /// Fails every call from the N-th on, as when an account is closed.
  public void failFrom(long nth, Reason reason) {
    fail(made -> made.nthOfAll() >= nth, When.BEFORE, () -> scripted(reason));
  }

  /// Fails every call of one kind that is about `key`.
  public void failAlways(Call call, Key key, Reason reason) {
    fail(made -> made.call() == call && made.isAbout(key), When.BEFORE, () -> scripted(reason));
  }

  /// Flips one bit in each of the next `times` reads of this key's bytes.
  public void flipBits(Key key, int times) {
    flippedKey = key;
    bitsToFlip.set(times);
  }

  /// Forgets the script and all counts.
  public void reset() {
    faults.clear();
    bitsToFlip.set(0);
    fired.set(0);
    forgetCalls();
  }

  /// How many scripted faults happened.
  public long fired() {
    return fired.get();
  }

  private static StoreException scripted(Reason reason) {
    return new StoreException(reason, "scripted: " + reason, "Mind the script.", null);
  }

  @Override
  void before(Made made) {
    fire(made, When.BEFORE);
  }

  @Override
  void after(Made made) {
    fire(made, When.AFTER);
  }

  private void fire(Made made, When when) {
    for (Fault fault : faults) {
      if (fault.when() == when && fault.on().test(made)) {
        fired.incrementAndGet();
        throw fault.failure().get();
      }
    }
  }

  @Override
  void received(Key key, byte[] bytes, int offset, int length) {
    if (Objects.equals(key, flippedKey)
        && bitsToFlip.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      fired.incrementAndGet();
      bytes[offset + length / 2] ^= 1;
    }
  }
}
