package dev.migrator.store.s3;

import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.store.Listing;
import org.jspecify.annotations.Nullable;

/// Shows the empty objects that stand for a file tree's folders as what they were.
final class FolderListing implements Listing {
  private final Listing listing;

  FolderListing(Listing listing) {
    this.listing = listing;
  }

  @Override
  public @Nullable Listed next() {
    Listed next = listing.next();
    return next != null && isFolder(next) ? asFolder(next) : next;
  }

  private static boolean isFolder(Listed listed) {
    return listed.kind() == Kind.OBJECT
        && listed.sizeBytes() == 0
        && listed.key().text().endsWith("/");
  }

  private static Listed asFolder(Listed l) {
    return new Listed(
        l.key(),
        Kind.FOLDER,
        l.versionId(),
        l.latest(),
        0,
        l.modified(),
        l.etag(),
        l.storageClass());
  }

  @Override
  public void close() {
    listing.close();
  }
}
