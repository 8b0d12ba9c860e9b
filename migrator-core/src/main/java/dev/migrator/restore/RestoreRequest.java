package dev.migrator.restore;

import dev.migrator.estate.Targets;
import dev.migrator.store.StoreAddress;
import java.util.List;
import java.util.OptionalLong;

/// @param bundle a directory or a prefix of a bucket
/// @param commit which one; empty for the highest
/// @param targets where each source goes; sources that are not named are left out
/// @param only patterns of keys (`*` within a component, `**` across); empty for all
/// @param nonempty what to do with a target that holds something already
/// @param workers entries restored at one time, at least 1
public record RestoreRequest(
    StoreAddress bundle,
    OptionalLong commit,
    Targets targets,
    List<String> only,
    Nonempty nonempty,
    int workers) {

  public enum Nonempty {
    REFUSE,
    /// Writes only where there is nothing, and reports each conflict.
    FILL
  }
}
