package dev.migrator.store.files;

import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.store.Listing;
import dev.migrator.store.files.TreeLevel.Child;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A walk in key order that holds the names of the folders on its way and no others, and does not
/// enter folders outside of its range.
final class TreeListing implements Listing {
  private final Tree tree;
  private final KeyRange range;
  private final TreeView view;
  private final Deque<TreeLevel> way = new ArrayDeque<>();
  private boolean begun;
  private @Nullable Child child;

  TreeListing(Tree tree, KeyRange range, TreeView view) {
    this.tree = tree;
    this.range = range;
    this.view = view;
  }

  @Override
  public @Nullable Listed next() {
    try {
      begin();
      while (!way.isEmpty()) {
        Listed listed = step(way.getLast());
        if (listed != null) {
          return listed;
        }
      }
      return null;
    } catch (IOException e) {
      throw FileFailure.of("cannot list " + place(), e);
    }
  }

  private Path place() {
    return way.isEmpty() ? tree.root() : way.getLast().folder();
  }

  private void begin() throws IOException {
    if (!begun) {
      way.add(TreeLevel.read(tree.root(), Key.of(""), tree.openRoot(), range));
      begun = true;
    }
  }

  /// Takes the next child, and forgets it only when it was dealt with, so that a step that fails
  /// can be repeated.
  private @Nullable Listed step(TreeLevel level) throws IOException {
    if (child == null) {
      child = level.next();
    }
    if (child == null) {
      way.removeLast().close();
      return null;
    }
    Listed listed = child.isFolder() ? enter(level, child) : listed(child, "");
    child = null;
    return listed != null && range.contains(listed.key()) ? listed : null;
  }

  private @Nullable Listed enter(TreeLevel level, Child folder) throws IOException {
    if (Objects.equals(folder.key(), view.hidden())
        || !KeyRange.ofPrefix(folder.key()).overlaps(range)) {
      return null;
    }
    try {
      SecureDirectoryStream<Path> stream = level.open(folder.name());
      way.add(TreeLevel.read(level.folder().resolve(folder.name()), folder.key(), stream, range));
      return listed(folder, "");
    } catch (NoSuchFileException _) {
      return null;
    } catch (AccessDeniedException _) {
      return listed(folder, TreeView.UNREADABLE);
    } catch (IOException e) {
      if (isFolderNoMore(level, folder)) {
        return null;
      }
      throw e;
    }
  }

  private static boolean isFolderNoMore(TreeLevel level, Child folder) throws IOException {
    try {
      return FileStat.of(level.folder().resolve(folder.name())).kind() != Kind.FOLDER;
    } catch (NoSuchFileException _) {
      return true;
    }
  }

  private Listed listed(Child child, String remark) {
    FileStat stat = child.stat();
    return stat == null
        ? view.untold(child.key(), child.refusal())
        : view.listed(child.key(), stat, remark);
  }

  @Override
  public void close() {
    while (!way.isEmpty()) {
      way.removeLast().close();
    }
    begun = true;
  }
}
