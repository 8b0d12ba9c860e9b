package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.migrator.database.Chunk;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseTarget;
import dev.migrator.database.PatientCalls;
import dev.migrator.database.Problems;
import dev.migrator.database.RowsHash;
import dev.migrator.database.SavedCut;
import dev.migrator.database.SavedPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tables of DynamoDB, or of a host that speaks its protocol, to be restored to.
public final class DynamoTarget implements DatabaseTarget {
  private static final int ALL_CAPACITY = 100;

  private final DynamoAddress address;
  private final Calls calls;
  private final TableStates states;
  private final Problems problems = new Problems();
  private final Map<String, Segment> segments = new HashMap<>();
  private @Nullable Restoration restoration;

  /// What is being restored.
  ///
  /// @param places by the label of the saved table
  private record Restoration(SavedCut saved, Map<String, Place> places, Ledger ledger) {}

  public DynamoTarget(DynamoAddress address, PatientCalls patient) {
    this.address = address;
    this.calls = new Calls(address, patient);
    this.states = new TableStates(calls);
  }

  private Restoration restoration() {
    return Objects.requireNonNull(restoration, "examine comes first");
  }

  private List<Place> places() {
    return List.copyOf(restoration().places.values());
  }

  private Place place(String table) {
    return Objects.requireNonNull(restoration().places.get(table), table);
  }

  @Override
  public String label() {
    return address.label();
  }

  /// Tables are always made: without them there is nothing to restore to.
  @Override
  public Examination examine(SavedCut saved, Creation creation) {
    List<Place> places = Place.all(Catalogue.of(saved), address.selected());
    places.stream().findFirst().ifPresent(place -> states.greet(place.name()));
    Map<String, Place> byLabel = new HashMap<>();
    places.forEach(place -> byLabel.put(place.table().label(), place));
    Ledger ledger = new Ledger(calls, places);
    restoration = new Restoration(saved, byLabel, ledger);
    return new Preflight(calls, states, saved, places, ledger, label()).run();
  }

  @Override
  public void prepare() {
    restoration().ledger.open(restoration().saved.id());
    for (Place place : places()) {
      if (states.find(place.name()).isEmpty()) {
        states.create(place.name(), place.request().forLoading());
      }
    }
    places().forEach(place -> states.awaitActive(place.name()));
  }

  @Override
  public long load(SavedPart part) {
    Restoration what = restoration();
    if (what.ledger.isDone(part.file())) {
      return 0;
    }
    Load load = new Load(calls, place(part.table()), problems);
    if (load.run(part)) {
      what.ledger.done(part.file(), what.saved.id());
    }
    return load.items();
  }

  @Override
  public List<Runnable> builds() {
    return places().stream()
        .filter(place -> !place.request().indexes(TableRequest.GLOBAL).isEmpty())
        .<Runnable>map(place -> new Indexes(states, place, problems))
        .toList();
  }

  @Override
  public void complete() {
    places().forEach(place -> new Settings(calls, states, place, problems).early());
  }

  @Override
  public List<Chunk> readBack(Set<String> tables, int readers) {
    List<Chunk> chunks = new ArrayList<>();
    ScanPlan plan = new ScanPlan(calls, readers, ALL_CAPACITY);
    for (String label : tables) {
      Table there = there(place(label));
      ExportFolder folder = new ExportFolder(place(label).table().folder(), "there");
      for (Part<Segment> part : plan.parts(there, folder, new ArrayList<>())) {
        Chunk chunk = part.chunk();
        chunks.add(new Chunk(chunk.file(), label, chunk.range(), chunk.weightBytes()));
        segments.put(chunk.file(), part.portion());
      }
    }
    chunks.sort(Comparator.comparingLong(Chunk::weightBytes).reversed());
    return chunks;
  }

  private Table there(Place place) {
    JsonNode description = states.awaitActive(place.name());
    return new Table(
        place.name(),
        place.table().folder(),
        Json.object().set(Table.DESCRIBE, Json.object().set("Table", description)));
  }

  @Override
  public RowsHash read(Chunk chunk) {
    return Objects.requireNonNull(segments.get(chunk.file()), chunk.file()).hash();
  }

  @Override
  public void compareObjects() {
    places().forEach(place -> new Comparison(states, place, problems).run());
  }

  @Override
  public void finish() {
    places().forEach(place -> new Settings(calls, states, place, problems).late());
    restoration().ledger.drop();
  }

  @Override
  public List<Problem> problems() {
    return problems.list();
  }

  @Override
  public void close() {
    calls.close();
  }
}
