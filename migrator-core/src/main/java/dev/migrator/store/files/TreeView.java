package dev.migrator.store.files;

import dev.migrator.model.Key;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import org.jspecify.annotations.Nullable;

/// How a tree shows in a listing.
///
/// The change identity that stands in the place of an ETag is made of inode, times and length; a
/// remark behind it says what could not be read.
///
/// @param hidden key of a folder that is not shown, null for none
/// @param precision which alterations the change identity tells apart
record TreeView(@Nullable Key hidden, Precision precision) {

  enum Precision {
    /// Any alteration of bytes or attributes.
    ALTERED,
    /// Another file in its place, or other bytes: not a name more or less, nor what is put into a
    /// folder.
    REPLACED
  }

  /// All that is there.
  static final TreeView WHOLE = new TreeView(null, Precision.ALTERED);

  /// Remark of a folder whose entries may not be read.
  static final String UNREADABLE = " unreadable";

  /// Before the reason, of a name of which nothing is told.
  private static final String UNTOLD = "untold: ";

  Listed listed(Key key, FileStat stat, String remark) {
    long sizeBytes = stat.kind() == Kind.OBJECT ? stat.sizeBytes() : 0;
    String identity = identity(stat) + remark;
    return new Listed(key, stat.kind(), null, true, sizeBytes, stat.modified(), identity, null);
  }

  /// A name that the file system shows but refuses to tell of.
  Listed untold(Key key, String reason) {
    return new Listed(key, Kind.OBJECT, null, true, 0, null, UNTOLD + reason, null);
  }

  String identity(FileStat stat) {
    return switch (precision) {
      case ALTERED -> stat.state();
      case REPLACED -> stat.kind() == Kind.OBJECT ? stat.content() : stat.place();
    };
  }

  static boolean isUntold(Listed listed) {
    return listed.etag() != null && listed.etag().startsWith(UNTOLD);
  }

  static boolean isUnreadableFolder(Listed listed) {
    return listed.etag() != null && listed.etag().endsWith(UNREADABLE);
  }

  /// Whether the file is still the one that was listed.
  boolean isSame(Listed listed, FileStat stat) {
    String etag = listed.etag();
    return etag == null || etag.equals(identity(stat)) || etag.equals(identity(stat) + UNREADABLE);
  }
}
