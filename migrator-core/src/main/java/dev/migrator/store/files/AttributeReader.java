package dev.migrator.store.files;

import dev.migrator.model.Entry.Missing;
import dev.migrator.model.FileAttributes;
import dev.migrator.model.Gap;
import dev.migrator.model.Key;
import dev.migrator.model.Listed.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads the attributes of files. Safe for many threads.
final class AttributeReader {
  private final OwnerNames names = new OwnerNames();
  private final boolean hasExtended;

  /// @param root of the tree
  AttributeReader(Path root) throws IOException {
    this.hasExtended = ExtendedAttributes.areSupported(root);
  }

  /// @param missing takes what could not be read
  FileAttributes read(Path path, FileStat stat, List<Missing> missing) throws IOException {
    return new FileAttributes(
        stat.permissions(),
        stat.uid(),
        stat.gid(),
        names.user(stat.uid(), path),
        names.group(stat.gid(), path),
        stat.modified(),
        stat.accessed(),
        extended(path, stat.kind(), missing),
        linkTarget(path, stat.kind()),
        List.of(),
        hardLink(stat));
  }

  private static @Nullable Key linkTarget(Path path, Kind kind) throws IOException {
    return kind == Kind.LINK ? Key.ofBytes(RawPath.bytes(Files.readSymbolicLink(path))) : null;
  }

  private static @Nullable String hardLink(FileStat stat) {
    return stat.kind() == Kind.OBJECT && stat.links() > 1
        ? "%x:%x".formatted(stat.device(), stat.inode())
        : null;
  }

  private SortedMap<String, Key> extended(Path path, Kind kind, List<Missing> missing)
      throws IOException {
    if (hasExtended && (kind == Kind.OBJECT || kind == Kind.FOLDER)) {
      try {
        return ExtendedAttributes.read(path);
      } catch (AccessDeniedException e) {
        missing.add(new Missing("extended", Gap.Code.FORBIDDEN, FileFailure.why(e)));
      } catch (IOException e) {
        if (ExtendedAttributes.areSupported(path)) { // else another file system is mounted here
          missing.add(new Missing("extended", Gap.Code.UNREADABLE, FileFailure.why(e)));
        }
      }
    }
    return new TreeMap<>();
  }
}
