package dev.migrator.database.mysql;

import dev.migrator.Migrator;
import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.Commit.DatabaseCut;
import dev.migrator.database.Cut;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.estate.Estate;
import dev.migrator.estate.Targets;
import dev.migrator.model.Gap;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.restore.RestoreRequest;
import dev.migrator.restore.RestoreRequest.Nonempty;
import dev.migrator.snapshot.SnapshotRequest;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.store.StoreAddress.FilesAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The way of one database, called `shop`, through a bundle.
///
/// @param bundle its folder
record Trip(Path bundle) {
  private static final int WORKERS = 3;

  SnapshotResult snapshot(DatabaseAddress source) {
    Estate estate =
        new Estate(
            "estate", new TreeMap<>(), new TreeMap<>(Map.of("shop", source)), OptionalLong.empty());
    return new Migrator()
        .snapshot(
            new SnapshotRequest(estate, new FilesAddress(bundle.toString()), WORKERS, WORKERS),
            new Progress(),
            new StopSignal());
  }

  SourceReport restore(DatabaseAddress target) {
    Targets targets =
        new Targets(
            new TreeMap<>(),
            new TreeMap<>(Map.of("shop", new Targets.DatabaseTarget(target, Creation.ALLOWED))));
    return new Migrator()
        .restore(
            new RestoreRequest(
                new FilesAddress(bundle.toString()),
                OptionalLong.empty(),
                targets,
                List.of(),
                Nonempty.REFUSE,
                WORKERS),
            foretold -> {},
            new Progress(),
            new StopSignal())
        .sources()
        .get("shop");
  }

  List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    try (Bundle opened = new Migrator().open(new FilesAddress(bundle.toString()))) {
      opened.gaps(opened.head(), "shop", gaps::add);
    }
    return gaps;
  }

  Cut cut() {
    return saved().cut();
  }

  /// Rows by table.
  Map<String, Long> tables() {
    Map<String, Long> rows = new TreeMap<>();
    saved().parts().forEach(part -> rows.merge(part.table(), part.hash().rows(), Long::sum));
    return rows;
  }

  private DatabaseCut saved() {
    try (Bundle opened = new Migrator().open(new FilesAddress(bundle.toString()))) {
      return opened.head().sources().get("shop").bestCut().orElseThrow();
    }
  }
}
