package dev.migrator.archive;

/// The dearest retrieval that may be asked for.
public enum ThawLimit {
  /// What is archived stays so, and is a gap.
  NEVER,
  BULK,
  STANDARD,
  EXPEDITED;

  public boolean allows(Tier tier) {
    return switch (this) {
      case NEVER -> false;
      case BULK -> tier == Tier.BULK;
      case STANDARD -> tier != Tier.EXPEDITED;
      case EXPEDITED -> true;
    };
  }
}
