package dev.migrator.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.bundle.Bundle;
import dev.migrator.bundle.Commit;
import dev.migrator.bundle.Commit.DatabaseCut;
import dev.migrator.bundle.Commit.SourceState;
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
import dev.migrator.engine.Progress;
import dev.migrator.engine.StopSignal;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.estate.Estate;
import dev.migrator.model.Gap;
import dev.migrator.model.Gap.OfPart;
import dev.migrator.store.NoStores;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.resilient.RetryPolicy;
import dev.migrator.verify.Verification;
import dev.migrator.verify.Verifier;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database fails at each of its calls in turn.
final class DatabaseFaultsTest {
  private static final int ROWS = 45;

  @TempDir private Path folder;
  private final MemoryDatabase database = filled();

  private static MemoryDatabase filled() {
    MemoryDatabase database = new MemoryDatabase();
    for (int row = 0; row < ROWS; row++) {
      database.insert("public.many", "row " + row);
    }
    database.insert("public.few", "one");
    return database;
  }

  private FaultyDatabase faulty(int failing, Reason reason, Mode mode) {
    return new FaultyDatabase(database.source(), failing, reason, mode);
  }

  private Path bundle(int number) {
    return folder.resolve("bundle-" + number);
  }

  private static SnapshotResult snapshot(DatabaseSource source, Path bundle) {
    PostgresAddress address =
        new PostgresAddress("h", 1, "d", "u", null, Map.of(), null, TableFilter.ALL);
    Estate estate =
        new Estate(
            "test", new TreeMap<>(), new TreeMap<>(Map.of("db", address)), OptionalLong.empty());
    SnapshotRequest request =
        new SnapshotRequest(estate, new FilesAddress("unused"), 2, 1, Optional.empty());
    Openers openers = new Openers(NoStores.INSTANCE, new Opener(source));
    try (DirectoryStore store = new DirectoryStore(bundle)) {
      return new Snapshots(openers, RetryPolicy.DEFAULT, Clock.systemUTC())
          .run(request, store, new Progress(), new StopSignal());
    }
  }

  private static SourceState state(Path folder) {
    try (Bundle bundle = Bundle.open(new DirectoryStore(folder))) {
      Commit head = bundle.head();
      return head.sources().values().iterator().next();
    }
  }

  private static void requireSound(Path folder) {
    try (DirectoryStore store = new DirectoryStore(folder)) {
      assertThat(
              Verifier.verify(store, OptionalLong.empty(), Verification.Level.READ, new Progress())
                  .findings())
          .isEmpty();
    }
  }

  private static void requireWhole(Path folder) {
    requireSound(folder);
    DatabaseCut cut = state(folder).bestCut().orElseThrow();
    assertThat(cut.isWhole()).isTrue();
    assertThat(cut.rows()).isEqualTo(ROWS + 1);
  }

  @Test
  void aCallThatFailsForTheMomentIsMadeAgain() {
    int number = 0;
    FaultyDatabase source;
    do {
      number++;
      source = faulty(number, Reason.UNAVAILABLE, Mode.CALL);
      SnapshotResult result = snapshot(source, bundle(number));
      assertThat(result.finished()).as("call %d", number).isTrue();
      assertThat(result.hasGaps()).isFalse();
      requireWhole(bundle(number));
    } while (source.hasFailed());
    assertThat(number).isGreaterThan(7);
  }

  @Test
  void aCutThatIsLostIsBegunAgain() {
    int number = 1; // opens it: there is no cut to lose yet
    FaultyDatabase source;
    do {
      number++;
      source = faulty(number, Reason.UNAVAILABLE, Mode.CUT);
      assertThat(snapshot(source, bundle(number)).finished()).as("call %d", number).isTrue();
      requireWhole(bundle(number));
    } while (source.hasFailed());
  }

  @Test
  void aTableThatIsForbiddenIsAGapAndTheOthersAreThere() {
    for (int number = 2; number <= 7; number++) {
      FaultyDatabase source = faulty(number, Reason.FORBIDDEN, Mode.CALL);
      SnapshotResult result = snapshot(source, bundle(number));
      assertThat(result.finished()).isTrue();
      assertThat(source.hasFailed()).isTrue();
      assertThat(state(bundle(number)).gaps())
          .extracting(Gap::code)
          .containsExactly(Gap.Code.FORBIDDEN);
      requireSound(bundle(number));
    }
  }

  @Test
  void whatIsNotReachedWhenTheAccountIsGoneIsNamedAndAnotherRunHasItAll() {
    for (int number = 1; number <= 8; number++) {
      Path bundle = bundle(number);
      FaultyDatabase source = faulty(number, Reason.ACCOUNT_GONE, Mode.SOURCE);
      SnapshotResult result = snapshot(source, bundle);
      assertThat(result.finished()).as("call %d", number).isFalse();
      assertThat(result.hasGaps() || number == 8).isTrue();
      assertThat(state(bundle).gaps())
          .allMatch(gap -> gap.scope() instanceof OfPart && gap.code() == Gap.Code.ACCOUNT_GONE);
      requireSound(bundle);
      assertThat(snapshot(database.source(), bundle).finished()).isTrue();
      requireWhole(bundle);
    }
  }

  @Test
  void aWholeCutStaysUntilANewerOneIsWhole() {
    Path bundle = bundle(0);
    snapshot(database.source(), bundle);
    long whole = state(bundle).bestCut().orElseThrow().number();
    database.insert("public.few", "two");
    snapshot(faulty(4, Reason.ACCOUNT_GONE, Mode.SOURCE), bundle);
    assertThat(state(bundle).cuts()).hasSize(2);
    assertThat(state(bundle).bestCut().orElseThrow().number()).isEqualTo(whole);
    assertThat(state(bundle).gaps()).hasSize(1);
    snapshot(database.source(), bundle);
    assertThat(state(bundle).cuts()).hasSize(1);
    assertThat(state(bundle).bestCut().orElseThrow().rows()).isEqualTo(ROWS + 2);
    requireSound(bundle);
  }

  private record Opener(DatabaseSource source) implements DatabaseOpener {
    @Override
    public DatabaseSource openSource(DatabaseAddress address, PatientCalls calls) {
      return source;
    }

    @Override
    public DatabaseTarget openTarget(DatabaseAddress address, String kind, PatientCalls calls) {
      throw new UnsupportedOperationException("no targets here: " + address.label());
    }
  }

  @Test
  void theLastGapsAreThoseOfTheCutThatWouldBeRestored() {
    snapshot(faulty(4, Reason.ACCOUNT_GONE, Mode.SOURCE), bundle(0));
    List<String> tables = state(bundle(0)).bestCut().orElseThrow().pending();
    assertThat(state(bundle(0)).gaps())
        .extracting(gap -> ((OfPart) gap.scope()).part())
        .containsExactlyElementsOf(tables.stream().map(table -> "table " + table).toList());
  }
}
