package dev.migrator.restore;

import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.database.NoDatabases;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.estate.Targets;
import dev.migrator.estate.Targets.Target;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.restore.RestoreRequest.Nonempty;
import dev.migrator.store.ObjectSource;
import dev.migrator.store.ObjectTarget;
import dev.migrator.store.ObjectTarget.Creation;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreOpener;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// Restores the one source `media` of a bundle in a folder to a target in memory.
final class RestoreFixture {
  final SortedMap<String, Forecast> foretold = new TreeMap<>();
  final StopSignal stop = new StopSignal();
  Nonempty nonempty = Nonempty.REFUSE;
  int workers = 4;
  private final Path folder;

  RestoreFixture(Path folder) {
    this.folder = folder;
  }

  SourceReport restore(ObjectTarget target, String... only) {
    return Objects.requireNonNull(run(target, only).sources().get("media"));
  }

  RestoreReport run(ObjectTarget target, String... only) {
    StoreAddress address = new FilesAddress("/target");
    Targets targets =
        new Targets(new TreeMap<>(Map.of("media", new Target(address, Creation.ALLOWED))));
    RestoreRequest request =
        new RestoreRequest(
            new FilesAddress(folder.toString()),
            OptionalLong.empty(),
            targets,
            List.of(only),
            nonempty,
            workers);
    try (Bundle bundle = Bundle.open(new DirectoryStore(folder))) {
      return Restore.run(
          request,
          bundle,
          opening(target),
          NoDatabases.INSTANCE,
          foretold::putAll,
          new Progress(),
          stop);
    }
  }

  private static StoreOpener opening(ObjectTarget target) {
    return new StoreOpener() {
      @Override
      public ObjectSource openSource(StoreAddress address) {
        throw new AssertionError("a restore opens no source");
      }

      @Override
      public ObjectTarget openTarget(StoreAddress address) {
        return target;
      }
    };
  }
}
