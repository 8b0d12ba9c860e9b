package dev.migrator.store.s3;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.store.Listing;
import dev.migrator.store.s3.ListPage.Position;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lists a range, page by page, and does not believe a host that goes backwards or in circles.
final class S3Listing implements Listing {
  private final ListCalls calls;
  private final KeyRange range;
  private final String label;

  private Iterator<Listed> page = Collections.emptyIterator();
  private @Nullable Position next;
  private @Nullable Listed last;
  private final Set<Position> placesSinceEntry = new HashSet<>();

  S3Listing(ListCalls calls, KeyRange range, String label) {
    this.calls = calls;
    this.range = range;
    this.label = label;
    next = range.isEmpty() ? null : calls.before(range.from());
  }

  @Override
  public @Nullable Listed next() {
    while (true) {
      if (page.hasNext()) {
        Listed entry = page.next();
        if (!range.isBelowEnd(entry.key())) {
          end();
          return null;
        }
        if (range.contains(entry.key())) {
          return entry;
        }
      } else if (next == null) {
        return null;
      } else {
        fetch(next);
      }
    }
  }

  private void fetch(Position position) {
    ListPage fetched = calls.page(position, calls.pageMaxKeys());
    List<Listed> entries = withoutFirstSeen(fetched.entries());
    Listed newLast = last;
    for (Listed entry : entries) {
      requireForward(newLast, entry);
      newLast = entry;
    }
    requireNewPlace(position, fetched.next(), entries.isEmpty(), newLast);
    last = newLast;
    page = entries.iterator();
    next = fetched.next();
  }

  /// Empty pages with more behind them are legal, as after many deletions, but not for ever.
  private void requireNewPlace(
      Position here, @Nullable Position place, boolean isAfterEmpty, @Nullable Listed newLast) {
    if (!isAfterEmpty) {
      placesSinceEntry.clear();
    }
    placesSinceEntry.add(here);
    if (place != null && !placesSinceEntry.add(place)) {
      throw untrue("says at " + where(newLast) + " that there is more, where it said so before");
    }
  }

  /// Some hosts begin a page with the entry that the one before ended with.
  private List<Listed> withoutFirstSeen(List<Listed> entries) {
    return !entries.isEmpty() && entries.getFirst().equals(last)
        ? entries.subList(1, entries.size())
        : entries;
  }

  private void requireForward(@Nullable Listed before, Listed entry) {
    if (before == null) {
      return;
    }
    int order = before.key().compareTo(entry.key());
    if (order > 0 || (order == 0 && isSameVersion(before, entry))) {
      throw untrue("gives " + entry.label() + " after " + before.label());
    }
  }

  private static boolean isSameVersion(Listed one, Listed other) {
    return one.versionId() == null || one.versionId().equals(other.versionId());
  }

  private StoreException untrue(String why) {
    return new StoreException(
        Reason.BAD_BYTES,
        "could not list " + label + ": the host " + why,
        "List again; a host that stays so does not list in the order of UTF-8 bytes.",
        null);
  }

  private static String where(@Nullable Listed entry) {
    Key key = entry == null ? Key.of("") : entry.key();
    return key.length() == 0 ? "the start" : key.toString();
  }

  private void end() {
    page = Collections.emptyIterator();
    next = null;
  }

  @Override
  public void close() {
    end();
  }
}
