package dev.migrator.store.files;

import dev.migrator.model.Entry;
import dev.migrator.model.Key;
import dev.migrator.model.Listed.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// Decides where entries go: to their own path wherever that can be, so that people find them.
final class Placement {
  private static final int MAX_PATH_BYTES = 4095;

  /// @param path where the entry lies
  /// @param name as [Stored] has it; null if the path is the entry's own
  /// @param reason why it is not
  record Place(Path path, @Nullable String name, String reason) {}

  private final Layout layout;
  private final Tree tree;
  private final Twins twins;
  private final int rootBytes;

  Placement(Layout layout, Tree tree, Twins twins) {
    this.layout = layout;
    this.tree = tree;
    this.twins = twins;
    this.rootBytes = RawPath.bytes(layout.root()).length;
  }

  /// Makes the folders above the place.
  Place of(Entry entry) throws IOException {
    String reason = objection(entry);
    if (reason == null) {
      Path path = tree.path(entry.key());
      reason = occupied(path, entry.listed().kind());
      if (reason == null) {
        return new Place(path, null, "");
      }
    }
    return stored(entry, reason);
  }

  /// Where a plain key's file lies now.
  ///
  /// @return null if there is none, or only a folder
  @Nullable Path existing(Entry entry) throws IOException {
    Key key = entry.key();
    if (PlainKey.objection(key) != null || PlainKey.isFolderName(key)) {
      return null;
    }
    Path path = layout.root();
    BasicFileAttributes there = Folders.look(path);
    for (Path name : layout.root().relativize(tree.path(key))) {
      if (there == null || !there.isDirectory()) {
        return null;
      }
      path = path.resolve(name);
      there = Folders.look(path);
    }
    return there == null || there.isDirectory() ? null : path;
  }

  /// A place that is not the entry's own path.
  Place stored(Entry entry, String reason) throws IOException {
    String name = Stored.name(entry);
    Path path = layout.stored(name);
    layout.makeParent(path);
    return new Place(path, name, reason);
  }

  /// What of the entry itself is against its own path.
  private @Nullable String objection(Entry entry) {
    Key key = entry.key();
    if (!entry.listed().latest()) {
      return "not the latest version";
    }
    boolean isFolder = entry.listed().kind() == Kind.FOLDER;
    String objection = PlainKey.objection(key);
    if (objection != null) {
      return objection;
    }
    if (PlainKey.isFolderName(key) != isFolder) {
      return isFolder ? "no slash at the end" : "slash at the end";
    }
    if (isFolder && layout.isOfObjects()) {
      return "folders are no entries here";
    }
    if (key.equals(Key.of(Layout.NAME)) || key.startsWith(Layout.FOLDER)) {
      return "reserved name";
    }
    return rootBytes + 1 + key.length() > MAX_PATH_BYTES ? "path over 4095 bytes" : null;
  }

  /// What of the file system is against a path.
  private @Nullable String occupied(Path path, Kind kind) throws IOException {
    String objection = Folders.make(layout.root(), layout.root().relativize(path).getParent());
    if (objection != null) {
      return objection;
    }
    BasicFileAttributes there = Folders.look(path);
    if (there != null && there.isDirectory() != (kind == Kind.FOLDER)) {
      return kind == Kind.FOLDER ? "also the name of a file" : "also the name of a folder";
    }
    return twins.isTwin(layout.root(), path)
        ? "differs from another name by case or form alone"
        : null;
  }
}
