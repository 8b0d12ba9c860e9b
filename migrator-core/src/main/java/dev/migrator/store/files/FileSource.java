package dev.migrator.store.files;

import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed;
import dev.migrator.model.SourceDescription;
import dev.migrator.store.Listing;
import dev.migrator.store.ObjectReader;
import dev.migrator.store.ObjectSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A folder with all that is in it. A key is the path below the folder, its bytes as they are.
///
/// Every folder is an entry whose key ends in `/`, so that its mode, owner and times come back; one
/// that may not be listed misses the attribute `entries`. Symbolic links are entries and are never
/// followed, nor is one that takes a folder's place in the meantime. A name that the file system
/// does not tell of shows as an object that may not be read. What appears during a listing may or
/// may not be in it.
public final class FileSource implements ObjectSource {
  private final Path folder;
  private final TreeView view;
  private volatile @Nullable Opened opened;

  private record Opened(Tree tree, AttributeReader attributes) {}

  public FileSource(Path folder) {
    this(folder, TreeView.WHOLE);
  }

  FileSource(Path folder, TreeView view) {
    this.folder = folder;
    this.view = view;
  }

  private Opened opened() {
    Opened known = opened;
    if (known == null) {
      Tree tree = Tree.at(folder);
      try {
        known = new Opened(tree, new AttributeReader(tree.root()));
      } catch (IOException e) {
        throw FileFailure.of("cannot open the folder " + folder, e);
      }
      opened = known;
    }
    return known;
  }

  Tree tree() {
    return opened().tree();
  }

  @Override
  public String label() {
    return folder.toString();
  }

  @Override
  public SourceDescription describe() {
    try {
      return FileDescription.of(tree().root(), label());
    } catch (IOException e) {
      throw FileFailure.of("cannot describe the folder " + folder, e);
    }
  }

  @Override
  public List<KeyRange> split(KeyRange range, int parts) {
    if (parts < 1) {
      throw new IllegalArgumentException("parts is not positive: " + parts);
    }
    try {
      return new TreeSplit(tree(), range).into(parts);
    } catch (IOException e) {
      throw FileFailure.of("cannot list the folder " + folder, e);
    }
  }

  @Override
  public Listing list(KeyRange range) {
    return new TreeListing(tree(), range, view);
  }

  @Override
  public ObjectReader read(Listed listed) {
    return read(listed, listed);
  }

  /// @param stored the same entry under the key by which it lies in the tree
  FileReader read(Listed listed, Listed stored) {
    return new FileReader(tree(), view, opened().attributes(), listed, stored);
  }

  @Override
  public void close() {}
}
