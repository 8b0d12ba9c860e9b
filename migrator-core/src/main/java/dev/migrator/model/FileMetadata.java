package dev.migrator.model;

import java.util.SortedMap;
import java.util.TreeMap;

/// How a file's attributes are kept as user metadata by a store that has no notion of them: by the
/// names that rclone gives them.
public final class FileMetadata {
  public static final String MODE = "mode";
  public static final String UID = "uid";
  public static final String GID = "gid";
  public static final String MODIFIED = "mtime";

  private FileMetadata() {}

  /// @return name to value, in ASCII
  public static SortedMap<String, String> of(FileAttributes file) {
    SortedMap<String, String> metadata = new TreeMap<>();
    metadata.put(MODE, Integer.toOctalString(file.mode()));
    metadata.put(UID, Integer.toString(file.uid()));
    metadata.put(GID, Integer.toString(file.gid()));
    metadata.put(MODIFIED, file.modified().toString());
    return metadata;
  }
}
