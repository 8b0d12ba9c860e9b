package dev.migrator.store.resilient;

import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.Archive;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A source whose calls are tried again while that may help, whose broken bodies go on where they
/// broke, and which asks a host for no more at one time than it bears. What it throws is for good.
public final class ResilientSource implements ObjectSource {
  private final ObjectSource source;
  private final Host host;

  ResilientSource(ObjectSource source, Host host) {
    this.source = source;
    this.host = host;
  }

  /// @param source is closed with this one
  /// @param maxInFlight most reads under way at one time, at least 1
  /// @param watcher is asked before each further try, and told of it
  public static ResilientSource of(
      ObjectSource source, RetryPolicy policy, int maxInFlight, Watcher watcher) {
    return new ResilientSource(source, hostOf(policy, maxInFlight, watcher));
  }

  static Host hostOf(RetryPolicy policy, int maxInFlight, Watcher watcher) {
    return new Host(policy, Ticker.SYSTEM, RandomGenerator.getDefault(), maxInFlight, watcher);
  }

  @Override
  public String label() {
    return source.label();
  }

  @Override
  public SourceDescription describe() {
    return host.call(source::describe);
  }

  @Override
  public List<KeyRange> split(KeyRange range, int parts) {
    return host.call(() -> source.split(range, parts));
  }

  @Override
  public Listing list(KeyRange range) {
    return new ResilientListing(host, host.call(() -> source.list(range)));
  }

  @Override
  public ObjectReader read(Listed listed) {
    return new ResilientReader(host, source.read(listed), listed::label);
  }

  @Override
  public Optional<Archive> archive() {
    return source.archive().map(archive -> new ResilientArchive(host, archive));
  }

  @Override
  public void close() {
    source.close();
  }
}
