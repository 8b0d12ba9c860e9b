package dev.migrator.database.redis;

import dev.migrator.Migrator;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.estate.Estate;
import dev.migrator.estate.Targets;
import dev.migrator.estate.Targets.DatabaseTarget;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.restore.RestoreRequest;
import dev.migrator.restore.RestoreRequest.Nonempty;
import dev.migrator.snapshot.SnapshotRequest;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.store.StoreAddress.FilesAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A bundle of one server, called `cache` there, made and restored by the front door.
record Bundles(Path folder) {
  static final String SOURCE = "cache";
  private static final int WORKERS = 4;

  SnapshotResult snapshot(DatabaseAddress database) {
    Estate estate =
        new Estate(
            "test", new TreeMap<>(), new TreeMap<>(Map.of(SOURCE, database)), OptionalLong.empty());
    SnapshotRequest request =
        new SnapshotRequest(estate, new FilesAddress(folder.toString()), WORKERS, 1);
    return new Migrator().snapshot(request, new Progress(), new StopSignal());
  }

  SourceReport restore(DatabaseAddress target) {
    Targets targets =
        new Targets(
            new TreeMap<>(),
            new TreeMap<>(Map.of(SOURCE, new DatabaseTarget(target, Creation.FORBIDDEN))));
    RestoreRequest request =
        new RestoreRequest(
            new FilesAddress(folder.toString()),
            OptionalLong.empty(),
            targets,
            List.of(),
            Nonempty.REFUSE,
            WORKERS);
    return new Migrator()
        .restore(request, forecasts -> {}, new Progress(), new StopSignal())
        .sources()
        .get(SOURCE);
  }

  /// The last commit, as text.
  String commit() {
    try (Stream<Path> files = Files.list(folder.resolve("meta/commits"))) {
      return Files.readString(files.sorted().toList().getLast());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Path> files() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
