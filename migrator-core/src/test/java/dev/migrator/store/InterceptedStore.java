package dev.migrator.store;

import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.SourceDescription;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A store that tells of every call before and after it takes effect. Closing it closes the store
/// behind it.
public abstract class InterceptedStore implements ObjectTarget {

  /// The calls that go to a store.
  public enum Call {
    DESCRIBE,
    SPLIT,
    LIST,
    /// [Listing#next()].
    NEXT,
    /// [ObjectReader#bytes].
    BYTES,
    /// One `read` of the bytes' stream.
    BODY,
    ATTRIBUTES,
    /// [ContentCheck#finish()].
    FINISH_CHECK,
    CONFIRM_UNCHANGED,
    PREPARE,
    WRITE,
    APPLY_CONFIGURATION
  }

  /// One call to the store.
  ///
  /// @param key null where the call is about no single key
  /// @param nthOfCall from 1 on, among calls of this kind
  /// @param nthOfAll from 1 on, among all calls
  public record Made(Call call, @Nullable Key key, long nthOfCall, long nthOfAll) {
    boolean isAbout(Key other) {
      return Objects.equals(key, other);
    }
  }

  private final ObjectTarget store;
  private final CallCounts counts = new CallCounts();

  InterceptedStore(ObjectTarget store) {
    this.store = store;
  }

  /// How many calls of one kind were begun.
  public final long calls(Call call) {
    return counts.of(call);
  }

  /// How many calls of any kind were begun.
  public final long calls() {
    return counts.all();
  }

  final void forgetCalls() {
    counts.reset();
  }

  /// May throw: the call then has no effect.
  abstract void before(Made made);

  /// May throw: the call has taken effect and its caller cannot know.
  abstract void after(Made made);

  /// May change bytes that were read.
  abstract void received(Key key, byte[] bytes, int offset, int length);

  final Made begin(Call call, @Nullable Key key) {
    Made made = counts.next(call, key);
    before(made);
    return made;
  }

  final <T extends @Nullable Object> T tell(Call call, @Nullable Key key, Supplier<T> effect) {
    Made made = begin(call, key);
    T result = effect.get();
    after(made);
    return result;
  }

  @Override
  public final String label() {
    return store.label();
  }

  @Override
  public final SourceDescription describe() {
    return tell(Call.DESCRIBE, null, store::describe);
  }

  @Override
  public final List<KeyRange> split(KeyRange range, int parts) {
    return tell(Call.SPLIT, null, () -> store.split(range, parts));
  }

  @Override
  public final Listing list(KeyRange range) {
    return new InterceptedListing(this, tell(Call.LIST, null, () -> store.list(range)));
  }

  @Override
  public final ObjectReader read(Listed listed) {
    return new InterceptedReader(this, listed.key(), store.read(listed));
  }

  @Override
  public final List<Loss> prepare(SourceDescription source, Creation creation) {
    return tell(Call.PREPARE, null, () -> store.prepare(source, creation));
  }

  @Override
  public final List<Loss> losses(Entry entry) {
    return store.losses(entry);
  }

  @Override
  public final Written write(Entry entry, Bytes bytes) {
    return tell(Call.WRITE, entry.key(), () -> store.write(entry, bytes));
  }

  @Override
  public final List<Loss> applyConfiguration(SourceDescription source) {
    return tell(Call.APPLY_CONFIGURATION, null, () -> store.applyConfiguration(source));
  }

  @Override
  public final void close() {
    store.close();
  }
}
