package dev.migrator.store.files;

import dev.migrator.model.Key;
import dev.migrator.model.KeyRange;
import dev.migrator.model.Listed.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.FileSystemException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// One open folder of a walk: hands out its children in the order of their keys.
///
/// A folder's key ends in `/`, so it comes after the files whose names begin with its name and go
/// on with a lesser byte: `a.b` before `a/`. Which names are folders is only known once each was
/// asked for; those wait here for their turn.
final class TreeLevel implements AutoCloseable {

  /// @param name the last component
  /// @param stat null where the file system does not tell
  /// @param refusal why it does not; empty where it does
  record Child(Key key, Path name, @Nullable FileStat stat, String refusal) {
    boolean isFolder() {
      return stat != null && stat.kind() == Kind.FOLDER;
    }
  }

  private final Path folder;
  private final Key prefix;
  private final SecureDirectoryStream<Path> stream;
  private final List<byte[]> names;
  private final PriorityQueue<Child> waiting =
      new PriorityQueue<>(Comparator.comparing(Child::key));
  private int index;

  private TreeLevel(
      Path folder, Key prefix, SecureDirectoryStream<Path> stream, List<byte[]> names) {
    this.folder = folder;
    this.prefix = prefix;
    this.stream = stream;
    this.names = names;
  }

  /// Takes over `stream`, also where this fails.
  ///
  /// @param prefix the folder's key; empty for the root
  /// @param range names below which none of its keys can be are left out
  static TreeLevel read(Path folder, Key prefix, SecureDirectoryStream<Path> stream, KeyRange range)
      throws IOException {
    try {
      return new TreeLevel(folder, prefix, stream, names(prefix, stream, range));
    } catch (IOException e) {
      stream.close();
      throw e;
    }
  }

  /// The names that the range concerns, sorted.
  static List<byte[]> names(Key prefix, SecureDirectoryStream<Path> stream, KeyRange range)
      throws IOException {
    List<byte[]> names = new ArrayList<>();
    try {
      for (Path path : stream) {
        byte[] name = RawPath.bytes(path.getFileName());
        if (concerns(range, prefix, name)) {
          names.add(name);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    names.sort(Arrays::compareUnsigned);
    return names;
  }

  private static boolean concerns(KeyRange range, Key prefix, byte[] name) {
    Key asFile = keyOf(prefix, name);
    Key asFolder = folderKey(asFile);
    return range.isBelowEnd(asFile)
        && (asFolder.compareTo(range.from()) >= 0 || range.from().startsWith(asFolder));
  }

  static Key keyOf(Key prefix, byte[] name) {
    byte[] folder = prefix.bytes();
    byte[] key = Arrays.copyOf(folder, folder.length + name.length);
    System.arraycopy(name, 0, key, folder.length, name.length);
    return Key.ofBytes(key);
  }

  static Key folderKey(Key asFile) {
    return keyOf(asFile, new byte[] {'/'});
  }

  Path folder() {
    return folder;
  }

  /// @return null at the end; a call that fails can be repeated
  @Nullable Child next() throws IOException {
    while (index < names.size() && !isFirstWaitingNext()) {
      Child child = look(names.get(index));
      if (child != null) {
        waiting.add(child);
      }
      index++;
    }
    return waiting.poll();
  }

  private boolean isFirstWaitingNext() {
    Child first = waiting.peek();
    return first != null && first.key().compareTo(keyOf(prefix, names.get(index))) <= 0;
  }

  /// @return null if it has gone meanwhile
  private @Nullable Child look(byte[] rawName) throws IOException {
    Key asFile = keyOf(prefix, rawName);
    Path name = RawPath.of(rawName);
    try {
      FileStat stat = FileStat.of(folder.resolve(name));
      boolean isFolder = stat.kind() == Kind.FOLDER;
      return new Child(isFolder ? folderKey(asFile) : asFile, name, stat, "");
    } catch (NoSuchFileException _) {
      return null;
    } catch (AccessDeniedException e) {
      return new Child(asFile, name, null, FileFailure.why(e));
    } catch (FileSystemException e) {
      if (isTooLong(folder, rawName)) {
        return new Child(asFile, name, null, FileFailure.why(e));
      }
      throw e;
    }
  }

  /// Whether the path is over what system calls take, usually 4096 bytes with the NUL at the end.
  private static boolean isTooLong(Path folder, byte[] name) {
    return RawPath.bytes(folder).length + 1 + name.length >= 4096;
  }

  SecureDirectoryStream<Path> open(Path name) throws IOException {
    return stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw FileFailure.of("cannot close the folder " + folder, e);
    }
  }
}
