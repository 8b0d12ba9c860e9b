package dev.migrator.store.resilient;

import dev.migrator.model.Entry;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectTarget;
import java.util.List;
import java.util.OptionalLong;

/// A target whose calls are tried again while that may help. Where versions are kept, a write whose
/// answer was lost and which is tried again may leave a second, equal version.
public final class ResilientTarget implements ObjectTarget {
  private final ObjectTarget target;
  private final ResilientSource source;
  private final Host host;

  ResilientTarget(ObjectTarget target, Host host) {
    this.target = target;
    this.source = new ResilientSource(target, host);
    this.host = host;
  }

  /// @param target is closed with this one
  /// @param maxInFlight most calls under way at one time, at least 1
  /// @param watcher is asked before each further try, and told of it
  public static ResilientTarget of(
      ObjectTarget target, RetryPolicy policy, int maxInFlight, Watcher watcher) {
    return new ResilientTarget(target, ResilientSource.hostOf(policy, maxInFlight, watcher));
  }

  @Override
  public List<Loss> prepare(SourceDescription description, Creation creation) {
    return host.call(() -> target.prepare(description, creation));
  }

  @Override
  public boolean isLeftover(Listed listed) {
    return target.isLeftover(listed);
  }

  @Override
  public List<Loss> losses(Entry entry) {
    return target.losses(entry);
  }

  @Override
  public Written write(Entry entry, Bytes bytes) {
    return host.call(() -> target.write(entry, bytes));
  }

  @Override
  public List<String> wrongBeside(Entry entry) {
    return host.call(() -> target.wrongBeside(entry));
  }

  @Override
  public List<Loss> applyConfiguration(SourceDescription description) {
    return host.call(() -> target.applyConfiguration(description));
  }

  @Override
  public OptionalLong freeBytes() {
    return target.freeBytes();
  }

  @Override
  public String label() {
    return source.label();
  }

  @Override
  public SourceDescription describe() {
    return source.describe();
  }

  @Override
  public List<KeyRange> split(KeyRange range, int parts) {
    return source.split(range, parts);
  }

  @Override
  public Listing list(KeyRange range) {
    return source.list(range);
  }

  @Override
  public ObjectReader read(Listed listed) {
    return source.read(listed);
  }

  @Override
  public void close() {
    target.close();
  }
}
