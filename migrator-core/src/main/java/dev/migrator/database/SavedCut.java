package dev.migrator.database;

import java.util.List;
import java.util.Optional;

/// A cut in a bundle. Safe for many threads at once. What is read throws
/// [dev.migrator.error.BundleDamagedException] where it is not what the commit says.
public interface SavedCut {

  /// The same for this cut of this bundle, and for no other.
  String id();

  Cut cut();

  /// @return empty if the cut has none of that name
  Optional<byte[]> document(String name);

  /// Those to be restored.
  List<SavedPart> parts();
}
