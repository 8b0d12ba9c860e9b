package dev.migrator.snapshot;

import dev.migrator.bundle.Commit;
import dev.migrator.bundle.Commit.SourceState;
import dev.migrator.database.DatabaseAddress;
import dev.migrator.engine.WorkQueue;
import dev.migrator.error.StoreException;
import dev.migrator.plan.Piece.Turn;
import dev.migrator.store.ObjectSource;
import dev.migrator.store.StoreAddress;
import dev.migrator.store.StoreAddress.AccountAddress;
import dev.migrator.store.StoreAddress.FilesAddress;
import dev.migrator.store.StoreAddress.S3Address;
import dev.migrator.store.resilient.ResilientSource;
import dev.migrator.store.resilient.Retries;
import dev.migrator.store.resilient.RetryPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The sources of one run, with what the bundle holds of each. Only for the thread that commits,
/// but for the runs of [#store] and [#database].
final class Sources implements AutoCloseable {
  private final SortedMap<String, SourceRecord> byName = new TreeMap<>();

  /// In the bundle, but not in this estate: they stay as they are.
  private final SortedMap<String, SourceState> others = new TreeMap<>();

  private Sources() {}

  static Sources open(
      SnapshotRequest request,
      Optional<Commit> head,
      Openers openers,
      RetryPolicy retries,
      Run run) {
    Sources sources = new Sources();
    head.ifPresent(commit -> sources.others.putAll(commit.sources()));
    try {
      request
          .estate()
          .sources()
          .forEach((name, address) -> sources.open(name, address, request, openers, retries, run));
      request
          .estate()
          .databases()
          .forEach((name, address) -> sources.open(name, address, request, openers, retries, run));
      return sources;
    } catch (RuntimeException e) {
      sources.close();
      throw e;
    }
  }

  private void open(
      String name,
      StoreAddress address,
      SnapshotRequest request,
      Openers openers,
      RetryPolicy retries,
      Run run) {
    SourceState before = others.remove(name);
    ObjectSource store =
        ResilientSource.of(
            openers.stores().openSource(address), retries, request.requestsInFlight(), run);
    SourceState state =
        before != null ? before : new SourceState(kindOf(address), null, List.of(), List.of());
    byName.put(name, new StoreRecord(new SourceRun(name, store, run), state, run.queue));
  }

  private void open(
      String name,
      DatabaseAddress address,
      SnapshotRequest request,
      Openers openers,
      RetryPolicy retries,
      Run run) {
    SourceState before = others.remove(name);
    DatabaseRun database =
        new DatabaseRun(
            name,
            address.kind(),
            openers.databases().openSource(address, Retries.of(retries, request.workers(), run)),
            Retries.of(retries, request.workers(), run),
            run,
            request.workers());
    byName.put(name, new DatabaseRecord(database, address.kind(), run.id, before));
  }

  private static String kindOf(StoreAddress address) {
    return switch (address) {
      case S3Address _ -> "s3";
      case FilesAddress _ -> "files";
      case AccountAddress _ -> "account";
    };
  }

  private SourceRecord record(String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }

  StoreRecord store(String name) {
    return (StoreRecord) record(name);
  }

  DatabaseRecord database(String name) {
    return (DatabaseRecord) record(name);
  }

  /// Why it was stopped, null where it was not.
  @Nullable StoreException cause(String name) {
    return record(name).cause();
  }

  Set<String> names() {
    return byName.keySet();
  }

  boolean isDatabase(String name) {
    return record(name) instanceof DatabaseRecord;
  }

  private Stream<StoreRecord> stores() {
    return all().stream().filter(StoreRecord.class::isInstance).map(StoreRecord.class::cast);
  }

  List<StoreRecord> storeRecords() {
    return stores().toList();
  }

  List<SourceRun> storeRuns() {
    return stores().map(StoreRecord::source).toList();
  }

  /// Has what is being brought back from archives looked for, where it is time to.
  ///
  /// @param halted whether this is the end: nothing is to be waited for any more
  void look(Instant now, boolean halted) {
    stores()
        .forEach(store ->
            store.thawing().look(halted || store.source().isStopped() ? Instant.MAX : now));
  }

  /// Of the databases whose cut came to its end in this run.
  Optional<EarlyCuts> earlyCuts() {
    return all().stream()
        .filter(DatabaseRecord.class::isInstance)
        .flatMap(record -> ((DatabaseRecord) record).database().whole().stream())
        .reduce(EarlyCuts::and);
  }

  /// Whether something was left for a later turn that has come, and is not handed out yet.
  boolean isWaiting() {
    return stores().anyMatch(store -> store.postponed().isWaiting(Turn.LAST));
  }

  /// Has captured what was left for a later turn that has come.
  void handOut(WorkQueue<Unit> queue) {
    List<Unit> due = stores().flatMap(store -> store.postponed().takeDue().stream()).toList();
    queue.putAll(due);
    due.forEach(_ -> queue.release());
  }

  /// When something is looked for the next time; empty where nothing is being brought back.
  Optional<Instant> nextLook() {
    return stores().flatMap(store -> store.thawing().nextLook().stream()).min(Instant::compareTo);
  }

  Collection<SourceRecord> all() {
    return byName.values();
  }

  /// The units of all sources, in turn, so that all hosts have work from the start.
  List<Unit> prepare(Run run, int workers) {
    List<List<Unit>> each = new ArrayList<>();
    for (SourceRecord record : all()) {
      each.add(new ArrayList<>(record.prepare(run.id, workers)));
    }
    List<Unit> inTurn = new ArrayList<>();
    for (int i = 0; each.stream().anyMatch(units -> !units.isEmpty()); i++) {
      List<Unit> units = each.get(i % each.size());
      if (!units.isEmpty()) {
        inTurn.add(units.removeFirst());
      }
    }
    return inTurn;
  }

  /// Why no source answers; empty if one does.
  Optional<StoreException> silence() {
    boolean oneAnswers = all().stream().anyMatch(record -> record.cause() == null);
    return oneAnswers ? Optional.empty() : causes().stream().findFirst();
  }

  /// Why sources were stopped.
  List<StoreException> causes() {
    return all().stream().map(SourceRecord::cause).filter(Objects::nonNull).toList();
  }

  boolean areReachedBy(String run) {
    return all().stream().allMatch(record -> record.isReached(run));
  }

  /// For a commit.
  SortedMap<String, SourceState> settle(Run run) {
    SortedMap<String, SourceState> states = new TreeMap<>(others);
    byName.forEach(
        (name, record) -> states.put(name, record.settle(run.writer, run.whyNotReached())));
    return states;
  }

  /// Content that this run sealed.
  long movedBytes() {
    return all().stream().mapToLong(SourceRecord::movedBytes).sum();
  }

  SortedMap<String, SnapshotResult.Totals> totals() {
    SortedMap<String, SnapshotResult.Totals> totals = new TreeMap<>();
    byName.forEach((name, record) -> totals.put(name, record.totals()));
    return totals;
  }

  List<String> notes(String run) {
    return all().stream().flatMap(record -> record.notes(run).stream()).toList();
  }

  @Override
  public void close() {
    byName.values().forEach(SourceRecord::close);
  }
}
