package dev.migrator.store.files;

import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;

/// Cuts a range at names, from the top of the tree down until there are enough of them.
final class TreeSplit {
  private static final int MAX_FOLDERS_READ = 64;
  private static final int MAX_NAMES_OF_FOLDER = 1000;

  /// Candidates wanted for each piece, so that the pieces come out about even.
  private static final int CANDIDATES = 8;

  private final Tree tree;
  private final KeyRange range;
  private final TreeSet<Key> candidates = new TreeSet<>();

  TreeSplit(Tree tree, KeyRange range) {
    this.tree = tree;
    this.range = range;
  }

  List<KeyRange> into(int parts) throws IOException {
    if (parts > 1) {
      collect((long) parts * CANDIDATES);
    }
    List<Key> keys = List.copyOf(candidates);
    List<KeyRange> pieces = new ArrayList<>();
    KeyRange rest = range;
    int cuts = Math.min(parts - 1, keys.size());
    for (int i = 1; i <= cuts; i++) {
      Key cut = keys.get((int) ((long) i * keys.size() / (cuts + 1)));
      if (cut.compareTo(rest.from()) > 0) {
        pieces.add(rest.endingAt(cut));
        rest = rest.startingAt(cut);
      }
    }
    pieces.add(rest);
    return pieces;
  }

  private void collect(long wanted) throws IOException {
    Queue<Key> folders = new ArrayDeque<>();
    folders.add(Key.of(""));
    int read = 0;
    while (!folders.isEmpty() && candidates.size() < wanted && read++ < MAX_FOLDERS_READ) {
      for (Key name : names(folders.remove())) {
        if (name.compareTo(range.from()) > 0) {
          candidates.add(name);
        }
        folders.add(TreeLevel.folderKey(name));
      }
    }
  }

  private List<Key> names(Key folder) throws IOException {
    List<byte[]> names;
    try (SecureDirectoryStream<Path> stream = tree.openFolder(folder)) {
      names = TreeLevel.names(folder, stream, range);
    } catch (FileSystemException e) {
      if (folder.length() == 0) {
        throw e;
      }
      return List.of(); // a file, or a folder that cannot be entered: no place to cut
    }
    List<Key> keys = new ArrayList<>();
    int step = names.size() / MAX_NAMES_OF_FOLDER + 1;
    for (int i = 0; i < names.size(); i += step) {
      keys.add(TreeLevel.keyOf(folder, names.get(i)));
    }
    return keys;
  }
}
