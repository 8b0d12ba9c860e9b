package dev.migrator.restore;

import dev.migrator.model.Entry;
import dev.migrator.store.ObjectTarget;
import dev.migrator.store.ObjectTarget.Loss;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// An entry that the target is to hold in the end.
///
/// @param lost names of the attributes that the target was foretold not to hold
record Promise(Entry entry, Set<String> lost) {

  /// The entries of one key that there are bytes of and that the target can hold, oldest first.
  static List<Promise> of(List<Entry> entries, ObjectTarget target) {
    return entries.stream()
        .filter(entry -> !isWithoutBytes(entry))
        .map(entry -> of(entry, target))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Promise> of(Entry entry, ObjectTarget target) {
    List<Loss> losses = target.losses(entry);
    return losses.stream().anyMatch(Loss::isOfWholeEntry)
        ? Optional.empty()
        : Optional.of(new Promise(entry, names(losses)));
  }

  /// Whether the entry had bytes at the source that the bundle has not.
  static boolean isWithoutBytes(Entry entry) {
    return switch (entry.listed().kind()) {
      case OBJECT -> entry.content() == null;
      case SPECIAL -> true;
      case DELETE_MARKER, FOLDER, LINK -> false;
    };
  }

  /// This promise, less what turned out to be lost in writing.
  Promise less(List<Loss> losses) {
    if (losses.isEmpty()) {
      return this;
    }
    Set<String> more = names(losses);
    more.addAll(lost);
    return new Promise(entry, more);
  }

  private static Set<String> names(List<Loss> losses) {
    return losses.stream().map(Loss::what).collect(Collectors.toSet());
  }
}
