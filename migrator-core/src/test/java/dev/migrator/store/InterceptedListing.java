package dev.migrator.store;

import dev.migrator.model.Listed;
import dev.migrator.store.InterceptedStore.Call;
import dev.migrator.store.InterceptedStore.Made;
import org.jspecify.annotations.Nullable;

/// Loses no entry when a call fails after its effect: the next call hands it out.
final class InterceptedListing implements Listing {
  private final InterceptedStore store;
  private final Listing listing;
  private @Nullable Listed fetched;

  InterceptedListing(InterceptedStore store, Listing listing) {
    this.store = store;
    this.listing = listing;
  }

  @Override
  public @Nullable Listed next() {
    Made made = store.begin(Call.NEXT, null);
    if (fetched == null) {
      fetched = listing.next();
    }
    store.after(made);
    Listed result = fetched;
    fetched = null;
    return result;
  }

  @Override
  public void close() {
    listing.close();
  }
}
