package dev.migrator.store.files;

import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.ByteRange;
import dev.migrator.model.Entry.Missing;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Gap;
import dev.migrator.model.Listed;
import dev.migrator.model.Listed.Kind;
import dev.migrator.store.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One file, folder, link or special file while it is read.
final class FileReader implements ObjectReader {
  private final Tree tree;
  private final TreeView view;
  private final AttributeReader attributeReader;
  private final Listed listed;
  private final Listed stored;
  private volatile @Nullable FileStat first;
  private volatile List<Missing> missing = List.of();

  /// @param listed as messages name it
  /// @param stored the same under the key by which it lies in the tree
  FileReader(
      Tree tree, TreeView view, AttributeReader attributeReader, Listed listed, Listed stored) {
    this.tree = tree;
    this.view = view;
    this.attributeReader = attributeReader;
    this.listed = listed;
    this.stored = stored;
  }

  @Override
  public InputStream bytes(ByteRange range) {
    if (stat().kind() != Kind.OBJECT) {
      throw new IllegalArgumentException("no bytes to read: " + listed.label());
    }
    try {
      return new RangeStream(tree.open(stored.key()), range, label());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public FileAttributes attributes() {
    List<Missing> notRead = new ArrayList<>();
    try {
      FileStat stat = stat();
      FileAttributes attributes = attributeReader.read(path(), stat, notRead);
      if (stat.kind() == Kind.SPECIAL) {
        notRead.add(new Missing(null, Gap.Code.SPECIAL_FILE, "a " + stat.type() + " has no bytes"));
      }
      if (TreeView.isUnreadableFolder(stored)) {
        notRead.add(new Missing("entries", Gap.Code.FORBIDDEN, "the folder may not be listed"));
      }
      missing = List.copyOf(notRead);
      return attributes;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public List<Missing> missing() {
    return missing;
  }

  @Override
  public FileCheck check() {
    return new FileCheck(attributes());
  }

  @Override
  public void confirmUnchanged() {
    FileStat before = stat();
    try {
      if (!FileStat.of(path()).state().equals(before.state())) {
        throw altered(Reason.CHANGING, "it was altered while it was read");
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /// What the file was when this reader first saw it, which is what was listed.
  private FileStat stat() {
    FileStat known = first;
    if (known != null) {
      return known;
    }
    if (TreeView.isUntold(stored)) {
      throw altered(Reason.FORBIDDEN, String.valueOf(stored.etag()));
    }
    try {
      FileStat now = FileStat.of(path());
      if (!view.isSame(stored, now)) {
        throw altered(Reason.CHANGED, "it was altered since it was listed");
      }
      first = now;
      return now;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Path path() {
    return tree.path(stored.key());
  }

  private String label() {
    return "%s in %s".formatted(listed.label(), tree.root());
  }

  private StoreException failed(IOException cause) {
    return FileFailure.of("cannot read " + label(), cause);
  }

  private StoreException altered(Reason reason, String why) {
    return new StoreException(
        reason,
        "cannot read %s: %s".formatted(label(), why),
        reason == Reason.FORBIDDEN
            ? "Run as a user who may read it."
            : "Run again when nothing writes to it.",
        null);
  }

  @Override
  public void close() {}
}
