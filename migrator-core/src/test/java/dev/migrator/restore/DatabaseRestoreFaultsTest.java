package dev.migrator.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseOpener;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.DatabaseTarget.Creation;
import dev.migrator.database.FaultyTarget;
import dev.migrator.database.FaultyTarget.Moment;
import dev.migrator.database.MemoryDatabase;
import dev.migrator.database.PatientCalls;
import dev.migrator.database.TableFilter;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.estate.Estate;
import dev.migrator.estate.Targets;
import dev.migrator.restore.RestoreReport.SourceReport;
import dev.migrator.restore.RestoreRequest.Nonempty;
import dev.migrator.snapshot.Openers;
import dev.migrator.snapshot.SnapshotRequest;
import dev.migrator.snapshot.Snapshots;
import dev.migrator.store.NoStores;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.resilient.RetryPolicy;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A target fails at each of its calls in turn.
final class DatabaseRestoreFaultsTest {
  private static final int ROWS = 33;
  private static final PostgresAddress ADDRESS =
      new PostgresAddress("h", 1, "d", "u", null, Map.of(), null, TableFilter.ALL);

  @TempDir private Path folder;

  @BeforeEach
  void capture() {
    MemoryDatabase database = new MemoryDatabase();
    for (int row = 0; row < ROWS; row++) {
      database.insert("public.many", "row " + row);
    }
    Estate estate =
        new Estate(
            "test", new TreeMap<>(), new TreeMap<>(Map.of("db", ADDRESS)), OptionalLong.empty());
    try (DirectoryStore store = new DirectoryStore(folder.resolve("bundle"))) {
      new Snapshots(
              new Openers(NoStores.INSTANCE, new Opener(database.source(), database.target())),
              RetryPolicy.DEFAULT,
              Clock.systemUTC())
          .run(
              new SnapshotRequest(estate, new FilesAddress("unused"), 1, 1, Optional.empty()),
              store,
              new Progress(),
              new StopSignal());
    }
  }

  private SourceReport restore(DatabaseTarget target) {
    Targets targets =
        new Targets(
            new TreeMap<>(),
            new TreeMap<>(Map.of("db", new Targets.DatabaseTarget(ADDRESS, Creation.ALLOWED))));
    RestoreRequest request =
        new RestoreRequest(
            new FilesAddress("unused"),
            OptionalLong.empty(),
            targets,
            List.of(),
            Nonempty.REFUSE,
            2);
    try (Bundle bundle = Bundle.open(new DirectoryStore(folder.resolve("bundle")))) {
      return Restore.run(
              request,
              bundle,
              NoStores.INSTANCE,
              new Opener(new MemoryDatabase().source(), target),
              forecasts -> {},
              new Progress(),
              new StopSignal())
          .sources()
          .get("db");
    }
  }

  @ParameterizedTest
  @EnumSource(Moment.class)
  void whereverItFailsTheRowsAreThereOnceInTheEnd(Moment moment) {
    int number = 0;
    FaultyTarget target;
    do {
      number++;
      MemoryDatabase database = new MemoryDatabase();
      target = new FaultyTarget(database.target(), number, Reason.UNAVAILABLE, moment);
      assertThat(restore(target).differences().first()).as("call %d", number).isEmpty();
      assertThat(database.rows("public.many")).as("call %d", number).isEqualTo(ROWS);
      assertThat(database.isBegun()).isFalse();
    } while (target.hasFailed());
    assertThat(number).isGreaterThan(9);
  }

  @Test
  void aTargetThatIsGoneEndsTheRunAndAnotherRunGoesOn() {
    for (int number = 1; number <= 9; number++) {
      MemoryDatabase database = new MemoryDatabase();
      FaultyTarget target =
          new FaultyTarget(database.target(), number, Reason.ACCOUNT_GONE, Moment.BEFORE);
      assertThatThrownBy(() -> restore(target))
          .as("call %d", number)
          .isInstanceOf(StoreException.class)
          .hasMessage("planted failure");
      assertThat(restore(database.target()).differences().first()).isEmpty();
      assertThat(database.rows("public.many")).isEqualTo(ROWS);
    }
  }

  @Test
  void aPartThatIsRefusedIsADifferenceAndAnotherRunGoesOn() {
    MemoryDatabase database = new MemoryDatabase();
    SourceReport first =
        restore(new FaultyTarget(database.target(), 2, Reason.REJECTED, Moment.BEFORE));
    assertThat(first.differences().first())
        .extracting(difference -> difference.detail())
        .contains("planted failure", "it has 23 rows instead of 33");
    assertThat(database.isBegun()).isTrue();
    SourceReport second = restore(database.target());
    assertThat(second.differences().first()).isEmpty();
    assertThat(second.alreadyThere()).isEqualTo(23);
    assertThat(second.written()).isEqualTo(10);
  }

  private record Opener(DatabaseSource source, DatabaseTarget target) implements DatabaseOpener {
    @Override
    public DatabaseSource openSource(DatabaseAddress address, PatientCalls calls) {
      return source;
    }

    @Override
    public DatabaseTarget openTarget(DatabaseAddress address, String kind, PatientCalls calls) {
      return target;
    }
  }
}
