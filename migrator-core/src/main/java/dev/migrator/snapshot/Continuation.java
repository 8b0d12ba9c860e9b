package dev.migrator.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.bundle.Names;
import dev.migrator.bundle.store.BundleStore;
import dev.migrator.error.MigratorException;
import dev.migrator.estate.Estate;
import dev.migrator.estate.EstateText;
import dev.migrator.snapshot.SnapshotResult.Totals;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/// Leaves in a bundle an order for what is missing, that another party can run.
final class Continuation {
  private static final String HEADING =
      """
      What this bundle lacks, as an estate file of its own. Look through it, then:
      migrator snapshot continue.yaml --bundle THIS-BUNDLE\
      """;

  private Continuation() {}

  /// @return a remark if it could not be left
  static Optional<String> leave(
      BundleStore store, Estate estate, SortedMap<String, Totals> captured) {
    SortedSet<String> missing = new TreeSet<>();
    captured.forEach((name, totals) -> {
      if (totals.gaps() > 0) {
        missing.add(name);
      }
    });
    try {
      if (!missing.isEmpty()) {
        String text = EstateText.of(estate, missing, HEADING);
        store.replace(Names.CONTINUATION, text.getBytes(UTF_8));
      }
      return Optional.empty();
    } catch (MigratorException e) {
      return Optional.of(
          "%s could not be written: %s".formatted(Names.CONTINUATION, e.getMessage()));
    }
  }
}
