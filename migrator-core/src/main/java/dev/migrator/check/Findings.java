package dev.migrator.check;

/// Is told what is found, as it is found: what a checkup that does not end had to say is kept. Safe
/// for many threads at once.
public interface Findings {

  void add(Check check);

  /// How much there is; to be told once at most.
  void extent(Extent extent);
}
