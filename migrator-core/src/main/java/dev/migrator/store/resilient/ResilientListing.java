package dev.migrator.store.resilient;

import dev.migrator.error.StoreException;
import dev.migrator.model.Listed;
import dev.migrator.store.Listing;
import org.jspecify.annotations.Nullable;

/// Lists; a page that cannot be had for the moment is asked for again. Takes no place at the host:
/// most calls are answered from the page at hand.
final class ResilientListing implements Listing {
  private final Listing listing;
  private final Patience patience;

  ResilientListing(Host host, Listing listing) {
    this.listing = listing;
    this.patience = new Patience(host);
  }

  @Override
  public @Nullable Listed next() {
    while (true) {
      try {
        Listed listed = listing.next();
        patience.progressed();
        return listed;
      } catch (StoreException e) {
        patience.waitAfter(e);
      }
    }
  }

  @Override
  public void close() {
    listing.close();
  }
}
