package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.Commit.DatabaseCut;
import dev.migrator.bundle.store.DirectoryStore;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.database.DatabaseAddress.PostgresAddress;
import dev.migrator.database.DatabaseOpener;
import dev.migrator.database.DatabaseSource;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.FaultyDatabase;
import dev.migrator.database.FaultyDatabase.Mode;
import dev.migrator.database.MemoryDatabase;
import dev.migrator.database.PatientCalls;
import dev.migrator.database.TableFilter;
import dev.migrator.engine.Deadline;
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.estate.Estate;
import dev.migrator.store.FaultyStore;
import dev.migrator.store.FaultyStore.When;
import dev.migrator.store.InterceptedStore.Call;
import dev.migrator.store.MemoryStore;
import dev.migrator.store.ObjectSource;
import dev.migrator.store.ObjectTarget;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreOpener;
import dev.migrator.store.resilient.RetryPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Databases are fixed early, and where time is left a second time at the end.
@Timeout(60)
final class LateCutTest {
  private static final Instant START = Instant.parse("2026-11-25T06:00:00Z");

  @TempDir private Path folder;
  private final HandSet clock = new HandSet(START);
  private final MemoryDatabase database = new MemoryDatabase();
  private final AtomicInteger opened = new AtomicInteger();

  /// By the number of the cut.
  private IntFunction<DatabaseSource> sources = _ -> database.source();

  /// What stores take: while they are read, another row is written.
  private void whileFilesAreRead(Duration span) {
    clock.forward(span);
    database.insert("public.posts", "written later");
  }

  private final class Opener implements StoreOpener, DatabaseOpener {
    private final Duration span;

    Opener(Duration span) {
      this.span = span;
    }

    @Override
    public ObjectSource openSource(StoreAddress address) {
      MemoryStore store = MemoryStore.versioned();
      store.put("a", "b");
      FaultyStore slow = new FaultyStore(store);
      slow.fail(
          made -> {
            if (made.call() == Call.BYTES) {
              whileFilesAreRead(span);
            }
            return false;
          },
          When.BEFORE,
          IllegalStateException::new);
      return slow;
    }

    @Override
    public ObjectTarget openTarget(StoreAddress address) {
      throw new UnsupportedOperationException("nothing is restored");
    }

    @Override
    public DatabaseSource openSource(DatabaseAddress address, PatientCalls calls) {
      return sources.apply(opened.incrementAndGet());
    }

    @Override
    public DatabaseTarget openTarget(DatabaseAddress address, String kind, PatientCalls calls) {
      throw new UnsupportedOperationException("nothing is restored");
    }
  }

  private SnapshotResult snapshot(Duration span, Optional<Deadline> deadline) {
    database.insert("public.posts", "first");
    Estate estate =
        new Estate(
            "test",
            new TreeMap<>(Map.of("www", new FilesAddress("www"))),
            new TreeMap<>(
                Map.of(
                    "db",
                    new PostgresAddress("h", 1, "d", "u", null, Map.of(), null, TableFilter.ALL))),
            OptionalLong.empty());
    SnapshotRequest request =
        new SnapshotRequest(estate, new FilesAddress("unused"), 1, 1, deadline);
    Opener opener = new Opener(span);
    try (DirectoryStore store = new DirectoryStore(folder)) {
      return new Snapshots(new Openers(opener, opener), RetryPolicy.DEFAULT, clock)
          .run(request, store, new Progress(), new StopSignal());
    }
  }

  private static Optional<Deadline> in(Duration span) {
    return Optional.of(new Deadline(START.plus(span), Duration.ZERO));
  }

  private long rowsKept() {
    try (Bundle bundle = Bundle.open(new DirectoryStore(folder))) {
      DatabaseCut cut = bundle.head().sources().get("db").bestCut().orElseThrow();
      assertThat(cut.isWhole()).isTrue();
      assertThat(bundle.head().sources().get("www").segments()).isNotEmpty();
      return cut.rows();
    }
  }

  @Test
  void whereTimeIsLeftTheLaterCutHasWhatWasWrittenMeanwhile() {
    SnapshotResult result = snapshot(Duration.ofHours(2), in(Duration.ofHours(5)));

    assertThat(result.finished()).isTrue();
    assertThat(result.hasGaps()).isFalse();
    assertThat(opened).hasValue(2);
    assertThat(rowsKept()).isEqualTo(2);
    assertThat(result.sources()).containsOnlyKeys("db", "www");
    assertThat(result.sources().get("db").movedObjects()).isEqualTo(3);
    assertThat(result.notes()).anySatisfy(note -> assertThat(note).contains("a second time"));
  }

  @Test
  void aCutThatIsYoungIsNotTakenAgain() {
    assertThat(snapshot(Duration.ofMinutes(5), in(Duration.ofHours(5))).finished()).isTrue();
    assertThat(opened).hasValue(1);
    assertThat(rowsKept()).isEqualTo(1);
  }

  @Test
  void whereNoTimeIsLeftTheEarlyCutStands() {
    SnapshotResult result = snapshot(Duration.ofSeconds(17_970), in(Duration.ofHours(5)));
    assertThat(result.finished()).isTrue();
    assertThat(opened).hasValue(1);
    assertThat(rowsKept()).isEqualTo(1);
  }

  @Test
  void aDatabaseThatIsGoneByThenKeepsItsEarlyCutAndIsNamed() {
    sources =
        cut ->
            cut == 1
                ? database.source()
                : new FaultyDatabase(database.source(), 1, Reason.ACCOUNT_GONE, Mode.CALL);

    SnapshotResult result = snapshot(Duration.ofHours(2), in(Duration.ofHours(5)));

    assertThat(result.finished()).isFalse();
    assertThat(result.stopped()).isNotNull();
    assertThat(rowsKept()).isEqualTo(1);
    assertThat(result.notes()).anySatisfy(note -> assertThat(note).contains("the earlier cut"));
  }

  @Test
  void withoutADeadlineThereIsOneCut() {
    assertThat(snapshot(Duration.ofHours(2), Optional.empty()).finished()).isTrue();
    assertThat(opened).hasValue(1);
  }
}
