package dev.migrator.database;

import dev.migrator.Migrator;
import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.Commit.DatabaseCut;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.estate.Estate;
import dev.migrator.estate.Targets;
import dev.migrator.model.Gap;
import dev.migrator.model.Gap.OfPart;
import dev.migrator.restore.Restore;
import dev.migrator.restore.RestoreReport;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.restore.RestoreRequest;
import dev.migrator.restore.RestoreRequest.Nonempty;
import dev.migrator.snapshot.Openers;
import dev.migrator.snapshot.SnapshotRequest;
import dev.migrator.snapshot.SnapshotResult;
import dev.migrator.snapshot.Snapshots;
import dev.migrator.store.NoStores;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.resilient.RetryPolicy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A bundle of one database, made and restored by the front door.
///
/// @param source its name there
public record DatabaseBundle(Path folder, String source) {
  private static final int WORKERS = 4;

  public SnapshotResult snapshot(DatabaseAddress database) {
    return snapshot(database, new StopSignal());
  }

  public SnapshotResult snapshot(DatabaseAddress database, StopSignal stop) {
    return new Migrator().snapshot(request(database), new Progress(), stop);
  }

  /// By an adapter of the test's own.
  public SnapshotResult snapshot(DatabaseAddress database, DatabaseSource by) {
    return snapshot(database, by, new StopSignal());
  }

  /// By an adapter of the test's own.
  public SnapshotResult snapshot(DatabaseAddress database, DatabaseSource by, StopSignal stop) {
    Openers openers = new Openers(NoStores.INSTANCE, Own.source(by));
    try (DirectoryStore store = new DirectoryStore(folder)) {
      return new Snapshots(openers, RetryPolicy.DEFAULT, Clock.systemUTC())
          .run(request(database), store, new Progress(), stop);
    }
  }

  private record Own(Optional<DatabaseSource> source, Optional<DatabaseTarget> target)
      implements DatabaseOpener {
    static Own source(DatabaseSource source) {
      return new Own(Optional.of(source), Optional.empty());
    }

    static Own target(DatabaseTarget target) {
      return new Own(Optional.empty(), Optional.of(target));
    }

    @Override
    public DatabaseSource openSource(DatabaseAddress address, PatientCalls calls) {
      return source.orElseThrow();
    }

    @Override
    public DatabaseTarget openTarget(DatabaseAddress address, String kind, PatientCalls calls) {
      return target.orElseThrow();
    }
  }

  private SnapshotRequest request(DatabaseAddress database) {
    Estate estate =
        new Estate(
            "test", new TreeMap<>(), new TreeMap<>(Map.of(source, database)), OptionalLong.empty());
    return new SnapshotRequest(estate, place(), WORKERS, 1, Optional.empty());
  }

  private FilesAddress place() {
    return new FilesAddress(folder.toString());
  }

  public SourceReport restore(DatabaseAddress target, String... only) {
    return restore(target, new StopSignal(), only).sources().get(source);
  }

  public RestoreReport restore(DatabaseAddress target, StopSignal stop, String... only) {
    return new Migrator().restore(restoring(target, only), forecasts -> {}, new Progress(), stop);
  }

  /// By an adapter of the test's own.
  public SourceReport restore(DatabaseAddress target, DatabaseTarget by) {
    try (Bundle bundle = Bundle.open(new DirectoryStore(folder))) {
      return Restore.run(
              restoring(target),
              bundle,
              NoStores.INSTANCE,
              Own.target(by),
              forecasts -> {},
              new Progress(),
              new StopSignal())
          .sources()
          .get(source);
    }
  }

  private RestoreRequest restoring(DatabaseAddress target, String... only) {
    var targets =
        new TreeMap<>(Map.of(source, new Targets.DatabaseTarget(target, Creation.ALLOWED)));
    return new RestoreRequest(
        place(),
        OptionalLong.empty(),
        new Targets(new TreeMap<>(), targets),
        List.of(only),
        Nonempty.REFUSE,
        WORKERS);
  }

  public List<Gap> gaps() {
    List<Gap> gaps = new ArrayList<>();
    try (Bundle opened = new Migrator().open(place())) {
      opened.gaps(opened.head(), source, gaps::add);
    }
    return gaps;
  }

  /// What the gaps are of.
  public List<String> missing() {
    return gaps().stream().map(gap -> ((OfPart) gap.scope()).part()).toList();
  }

  /// What would be restored.
  public DatabaseCut cut() {
    try (Bundle opened = new Migrator().open(place())) {
      return opened.head().sources().get(source).bestCut().orElseThrow();
    }
  }

  /// Rows by table.
  public Map<String, Long> tables() {
    Map<String, Long> rows = new TreeMap<>();
    cut().parts().forEach(part -> rows.merge(part.table(), part.hash().rows(), Long::sum));
    return rows;
  }

  public List<Path> files() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
