package dev.migrator.store.files;

import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// How entries that do not lie at their own path show in a listing: their change identity begins
/// with where they lie.
final class StoredEntries {
  private static final String MARK = "stored ";

  private final Layout layout;
  private final TreeView view;

  StoredEntries(Layout layout, TreeView view) {
    this.layout = layout;
    this.view = view;
  }

  /// Whether a source's version id tells versions apart; of a bucket that keeps none it is `null`.
  static boolean isVersion(@Nullable String versionId) {
    return versionId != null && !versionId.equals("null");
  }

  Listed listed(Stored stored, boolean latest) throws IOException {
    FileStat stat = FileStat.of(layout.stored(stored.name()));
    if (stored.kind() == Kind.DELETE_MARKER) {
      return new Listed(
          stored.key(), stored.kind(), stored.versionId(), latest, 0, null, null, null);
    }
    return new Listed(
        stored.key(),
        stored.kind(),
        stored.versionId(),
        latest,
        stored.kind() == Kind.OBJECT ? stat.sizeBytes() : 0,
        stat.modified(),
        MARK + stored.name() + " " + view.identity(stat),
        null);
  }

  /// @return the entry under the key by which it lies in the tree; the same if that is its own
  static Listed inTree(Listed listed) {
    String etag = listed.etag();
    if (etag == null || !etag.startsWith(MARK)) {
      return listed;
    }
    int end = etag.indexOf(' ', MARK.length());
    String name = etag.substring(MARK.length(), end);
    if (!Stored.isName(name)) {
      throw new IllegalArgumentException("not from this target's listing: " + listed);
    }
    return new Listed(
        Key.of(Layout.NAME + "/" + name),
        listed.kind(),
        null,
        true,
        listed.sizeBytes(),
        null,
        etag.substring(end + 1),
        null);
  }
}
