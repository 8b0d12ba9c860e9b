package dev.migrator.archive;

/// How an archived object is brought back: the slower, the cheaper. Ascending by price.
public enum Tier {
  BULK("Bulk"),
  STANDARD("Standard"),
  EXPEDITED("Expedited");

  private final String wire;

  Tier(String wire) {
    this.wire = wire;
  }

  /// As S3 spells it.
  public String wire() {
    return wire;
  }
}
