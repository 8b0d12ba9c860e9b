package dev.migrator.model;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// Of a file, a folder or a symbolic link.
///
/// @param mode the permission bits with set-uid, set-gid and sticky, at most 07777
/// @param uid numeric owner
/// @param gid numeric group
/// @param owner owner's name, null where it has none
/// @param group group's name, null where it has none
/// @param modified to the nanosecond where the file system has it
/// @param accessed likewise
/// @param extended extended attributes: full name (`user.colour`) to raw bytes
/// @param linkTarget raw bytes of a symbolic link's target; null for all else
/// @param holes ranges of a sparse file that have no data on disk, ascending; empty where none
/// @param hardLinkOf identity shared by the names of one file (device and inode), null where it has
///   a single name
public record FileAttributes(
    int mode,
    int uid,
    int gid,
    @Nullable String owner,
    @Nullable String group,
    Instant modified,
    @Nullable Instant accessed,
    SortedMap<String, Key> extended,
    @Nullable Key linkTarget,
    List<ByteRange> holes,
    @Nullable String hardLinkOf)
    implements Attributes {}
