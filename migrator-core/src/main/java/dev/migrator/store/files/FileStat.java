package dev.migrator.store.files;

import dev.migrator.model.Listed.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/// What the file system says of one file, folder or link itself.
///
/// @param mode type and permission bits, as `st_mode`
/// @param links how many names it has
/// @param changed when its bytes or attributes were last altered (`st_ctime`)
record FileStat(
    int mode,
    long device,
    long inode,
    int links,
    int uid,
    int gid,
    long sizeBytes,
    Instant modified,
    Instant accessed,
    Instant changed) {
  private static final String NAMES =
      "unix:mode,dev,ino,nlink,uid,gid,size,lastModifiedTime,lastAccessTime,ctime";
  private static final int TYPE_BITS = 0170000;
  private static final int PERMISSION_BITS = 07777;

  /// Follows no link in the last component.
  static FileStat of(Path path) throws IOException {
    Map<String, Object> values = Files.readAttributes(path, NAMES, LinkOption.NOFOLLOW_LINKS);
    return new FileStat(
        (int) number(values, "mode"),
        number(values, "dev"),
        number(values, "ino"),
        (int) number(values, "nlink"),
        (int) number(values, "uid"),
        (int) number(values, "gid"),
        number(values, "size"),
        time(values, "lastModifiedTime"),
        time(values, "lastAccessTime"),
        time(values, "ctime"));
  }

  private static long number(Map<String, Object> values, String name) {
    return ((Number) Objects.requireNonNull(values.get(name))).longValue();
  }

  private static Instant time(Map<String, Object> values, String name) {
    return ((FileTime) Objects.requireNonNull(values.get(name))).toInstant();
  }

  Kind kind() {
    return switch (mode & TYPE_BITS) {
      case 0100000 -> Kind.OBJECT;
      case 0040000 -> Kind.FOLDER;
      case 0120000 -> Kind.LINK;
      default -> Kind.SPECIAL;
    };
  }

  /// In words, of a special file.
  String type() {
    return switch (mode & TYPE_BITS) {
      case 0010000 -> "named pipe";
      case 0020000 -> "character device";
      case 0060000 -> "block device";
      case 0140000 -> "socket";
      default -> "special file";
    };
  }

  int permissions() {
    return mode & PERMISSION_BITS;
  }

  /// Differs when anything of this file was altered, and from that of another file in its place.
  String state() {
    return "%s-%s".formatted(content(), hex(changed));
  }

  /// Differs when the bytes were altered.
  String content() {
    return "%s-%s-%x".formatted(place(), hex(modified), sizeBytes);
  }

  /// Differs from that of another file in its place.
  String place() {
    return "%x:%x".formatted(device, inode);
  }

  private static String hex(Instant time) {
    return "%x.%x".formatted(time.getEpochSecond(), time.getNano());
  }
}
