package dev.migrator.database.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.migrator.database.Chunk;
import dev.migrator.database.Cut;
import dev.migrator.database.DatabaseAddress.DynamoAddress;
import dev.migrator.database.DatabaseAddress.DynamoAddress.Tables;
import dev.migrator.database.Document;
import dev.migrator.database.Omission;
import dev.migrator.error.StoreException;
import dev.migrator.error.StoreException.Reason;
import dev.migrator.model.Gap;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Finds out which tables there are, lets the host export those that it can, and plans scans for
/// the rest. One thread.
final class CutOpening {
  /// Of tables whose items can be read.
  private static final Set<String> READABLE = Set.of("ACTIVE", "UPDATING");

  private final Calls calls;
  private final DynamoAddress address;
  private final @Nullable Exports exports;
  private final int readers;
  private final List<Omission> omissions = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<Document> documents = new ArrayList<>();
  private final List<Chunk> chunks = new ArrayList<>();
  private final Map<String, Portion> portions = new HashMap<>();
  private final List<DynamoCut.Scanned> scanned = new ArrayList<>();
  private final Set<String> deleted = new HashSet<>();
  private final List<Instant> exported = new ArrayList<>();

  /// @param exports null where nothing is to be exported
  CutOpening(Calls calls, DynamoAddress address, @Nullable Exports exports, int readers) {
    this.calls = calls;
    this.address = address;
    this.exports = exports;
    this.readers = readers;
  }

  DynamoCut open() {
    List<Table> tables = tables();
    Instant at = calls.now().truncatedTo(ChronoUnit.SECONDS);
    beginExports(tables, at);
    tables.forEach(table -> unlessGone(table.name(), () -> plan(table, at)));
    if (exports != null) {
      exports.taken();
    }
    chunks.sort(Comparator.comparingLong(Chunk::weightBytes).reversed());
    tables.removeIf(table -> deleted.contains(table.name()));
    documents.add(new Catalogue(prefix(), tables).document());
    documents.addAll(new RecoveryDocuments(tables).documents());
    return new DynamoCut(
        cut(at), documents, chunks, portions, omissions, notes, scanned, new ConcurrentHashMap<>());
  }

  private String prefix() {
    return address.selected() instanceof Tables.Prefixed(String prefix) ? prefix : "";
  }

  private List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    Questions questions = new Questions(calls, omissions);
    for (String name : names()) {
      describe(questions, name, "t%06d".formatted(tables.size() + 1)).ifPresent(tables::add);
    }
    return tables;
  }

  private List<String> names() {
    return switch (address.selected()) {
      case Tables.Named(String name) -> List.of(name);
      case Tables.Prefixed(String prefix) ->
          new TableNames(calls).all().stream().filter(name -> name.startsWith(prefix)).toList();
    };
  }

  private Optional<Table> describe(Questions questions, String name, String folder) {
    List<Table> found = new ArrayList<>();
    unlessGone(name, () -> found.add(questions.ask(name, folder)));
    return found.stream().findFirst();
  }

  /// One of many tables may be deleted, or forbidden; one that is named is to be there.
  private void unlessGone(String table, Runnable task) {
    try {
      task.run();
    } catch (StoreException e) {
      if (address.selected() instanceof Tables.Named) {
        throw e;
      }
      if (e.reason() == Reason.NOT_FOUND) {
        deleted.add(table);
        notes.add("table %s was deleted meanwhile".formatted(Table.label(table)));
      } else if (e.reason() == Reason.FORBIDDEN) {
        omit(table, Gap.Code.FORBIDDEN, String.valueOf(e.getMessage()));
      } else {
        throw e;
      }
    }
  }

  private void omit(String table, Gap.Code code, String reason) {
    omissions.add(new Omission("table " + Table.label(table), code, reason));
  }

  private void beginExports(List<Table> tables, Instant at) {
    for (Table table : tables) {
      if (exports == null && table.hasPointInTimeRecovery()) {
        notes.add(
            "table %s could be captured as of one instant: name a bucket for its export with export: in the estate file"
                .formatted(table.label()));
      } else if (exports != null && table.hasPointInTimeRecovery() && isReadable(table)) {
        exports.begin(table, at, notes);
      }
    }
  }

  private static boolean isReadable(Table table) {
    return READABLE.contains(table.status());
  }

  private void plan(Table table, Instant at) {
    if (!isReadable(table)) {
      omit(table.name(), Gap.Code.UNREADABLE, "its state is " + table.status());
      return;
    }
    Optional<Export> export = exports == null ? Optional.empty() : exports.take(table, notes);
    export.ifPresentOrElse(this::take, () -> scan(table, at));
  }

  private void take(Export export) {
    exported.add(export.at());
    documents.addAll(export.documents());
    export.parts().forEach(this::add);
  }

  private void add(Part<?> part) {
    chunks.add(part.chunk());
    portions.put(part.chunk().file(), part.portion());
  }

  private void scan(Table table, Instant at) {
    ExportFolder folder =
        new ExportFolder(table.folder(), "%014d-00000000".formatted(at.toEpochMilli()));
    new ScanPlan(calls, readers, address.readPercent())
        .parts(table, folder, notes)
        .forEach(this::add);
    scanned.add(new DynamoCut.Scanned(table, folder, summary(table, at)));
  }

  /// As the export of a table has it, without what only its end tells.
  private static ObjectNode summary(Table table, Instant at) {
    JsonNode from = table.description();
    ObjectNode summary = Json.object().put("version", "2020-06-30");
    summary.put("startTime", at.toString()).put("exportTime", at.toString());
    summary.put("tableArn", table.arn()).put("tableId", from.path("TableId").asText());
    return summary.put("outputFormat", "DYNAMODB_JSON").put("exportType", "FULL_EXPORT");
  }

  private Cut cut(Instant at) {
    Instant cut = exported.stream().min(Comparator.naturalOrder()).orElse(at);
    String product = calls.isAws() ? "Amazon DynamoDB" : "DynamoDB";
    String position = exported.isEmpty() ? null : "exports as of " + cut;
    return new Cut(product + " " + calls.region(), name(), position, cut, fuzzy());
  }

  private String name() {
    return switch (address.selected()) {
      case Tables.Named(String name) -> name;
      case Tables.Prefixed(String prefix) -> prefix + "*";
    };
  }

  private @Nullable String fuzzy() {
    if (!scanned.isEmpty()) {
      return "%s scanned while items may have changed: each is as of its own moment, and what was there before the scan is in it"
          .formatted(
              scanned.size() == 1
                  ? "table " + scanned.getFirst().table().label() + " was"
                  : "%,d tables were".formatted(scanned.size()));
    }
    return exported.stream().distinct().count() > 1
        ? "the host exported the tables as of several moments"
        : null;
  }
}
