package dev.migrator.check;

/// Looks at one source, target or place, by trying.
public interface Checkup {

  /// For messages: kind and place, never a credential.
  String label();

  /// Looks, and tells. Of a source nothing is changed; what is made at a target is removed again.
  ///
  /// @throws dev.migrator.error.MigratorException where it can go no further for a reason that it
  ///   has no line for
  void run(Findings findings);
}
