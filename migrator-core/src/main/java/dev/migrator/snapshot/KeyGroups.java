package dev.migrator.snapshot;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A range's listing, key by key: all versions of one key together, so that work can end between
/// two keys. Not for several threads.
final class KeyGroups implements AutoCloseable {
  private final String label;
  private final Listing listing;
  private final List<Listed> group = new ArrayList<>();
  private KeyRange range;
  private @Nullable Listed peeked;
  private Key boundary;
  private boolean exhausted;

  KeyGroups(ObjectSource source, KeyRange range) {
    this.label = source.label();
    this.listing = source.list(range);
    this.range = range;
    this.boundary = range.from();
  }

  /// All entries of the next key, newest first; valid until the next call.
  ///
  /// @return empty at the end
  /// @throws StoreException if the listing fails; [#boundary] tells how far it came
  List<Listed> next() {
    group.clear();
    Listed first = peeked == null ? advance() : peeked;
    peeked = null;
    if (first == null || !range.isBelowEnd(first.key())) {
      exhausted = true;
      return group;
    }
    group.add(first);
    if (first.versionId() != null) {
      addOtherVersions(first.key());
    }
    boundary = first.key().successor();
    return group;
  }

  private void addOtherVersions(Key key) {
    Listed next = advance();
    while (next != null && next.key().equals(key)) {
      group.add(next);
      next = advance();
    }
    peeked = next;
  }

  private @Nullable Listed advance() {
    Listed next = listing.next();
    if (next != null && next.key().compareTo(boundary) < 0) {
      throw new StoreException(
          Reason.UNAVAILABLE,
          "listing %s went back to %s after all keys below %s had been listed"
              .formatted(label, next.key(), boundary),
          "Run the same command again; if it stays so, tell the host's support.",
          null);
    }
    return next;
  }

  /// Where the listing has come to: every key below it has been handed over, none from it on.
  @Nullable Key boundary() {
    return exhausted ? range.to() : boundary;
  }

  /// What is left to list.
  KeyRange rest() {
    return range.startingAt(boundary);
  }

  /// Leaves the keys from `to` on to someone else.
  void endAt(Key to) {
    range = range.endingAt(to);
  }

  @Override
  public void close() {
    listing.close();
  }
}
