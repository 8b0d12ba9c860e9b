package dev.migrator.database.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.Migrator;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.estate.Estate;
import dev.migrator.estate.Targets;
import dev.migrator.estate.Targets.DatabaseTarget;
import dev.migrator.restore.RestoreReport;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.restore.RestoreRequest;
import dev.migrator.restore.RestoreRequest.Nonempty;
import dev.migrator.snapshot.SnapshotRequest;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.store.StoreAddress.FilesAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A bundle of one database, called `db` there, made and restored by the front door.
record Bundles(Path folder) {
  static final String SOURCE = "db";
  private static final int WORKERS = 4;

  /// Skips the test where this machine cannot dump the schema of such a server.
  static void requirePgDump(int major) {
    assumeTrue(PgDump.find(major).isPresent(), PgDump.missing(major));
  }

  SnapshotResult snapshot(DatabaseAddress database) {
    return snapshot(database, new StopSignal());
  }

  SnapshotResult snapshot(DatabaseAddress database, StopSignal stop) {
    Estate estate =
        new Estate(
            "test", new TreeMap<>(), new TreeMap<>(Map.of(SOURCE, database)), OptionalLong.empty());
    SnapshotRequest request =
        new SnapshotRequest(estate, new FilesAddress(folder.toString()), WORKERS, 1);
    return new Migrator().snapshot(request, new Progress(), stop);
  }

  SourceReport restore(DatabaseAddress target, String... only) {
    return restore(target, new StopSignal(), only).sources().get(SOURCE);
  }

  RestoreReport restore(DatabaseAddress target, StopSignal stop, String... only) {
    Targets targets =
        new Targets(
            new TreeMap<>(),
            new TreeMap<>(Map.of(SOURCE, new DatabaseTarget(target, Creation.ALLOWED))));
    RestoreRequest request =
        new RestoreRequest(
            new FilesAddress(folder.toString()),
            OptionalLong.empty(),
            targets,
            List.of(only),
            Nonempty.REFUSE,
            WORKERS);
    return new Migrator().restore(request, forecasts -> {}, new Progress(), stop);
  }
}
