package dev.migrator.archive;

/// Where an object lies that must be brought back before it can be read. The names are S3's: two
/// storage classes, and two tiers that `INTELLIGENT_TIERING` moves objects to.
public enum ArchiveClass {
  GLACIER,
  DEEP_ARCHIVE,
  ARCHIVE_ACCESS,
  DEEP_ARCHIVE_ACCESS;

  /// Whether what is brought back is a copy for some days, and not the object itself for good.
  public boolean givesCopies() {
    return this == GLACIER || this == DEEP_ARCHIVE;
  }
}
