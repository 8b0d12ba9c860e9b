package dev.migrator.database.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.Chunk;
import dev.migrator.database.Cut;
import dev.migrator.database.Document;
import dev.migrator.database.Omission;
import dev.migrator.database.OpenCut;
import dev.migrator.database.RowsHash;
import dev.migrator.database.Withheld;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A PostgreSQL database under an exported snapshot.
final class PostgresCut implements OpenCut {
  private final Connector connector;
  private final ExportedSnapshot snapshot;
  private final Cut cut;
  private final Server server;
  private final Map<String, Relation> byFile = new HashMap<>();
  private final List<Document> documents;
  private final List<Chunk> chunks;
  private final List<Omission> omissions;
  private final List<Withheld> withheld;
  private final List<String> notes;

  PostgresCut(
      Connector connector,
      ExportedSnapshot snapshot,
      Cut cut,
      Server server,
      List<Relation> relations,
      List<Document> documents,
      List<Chunk> chunks,
      List<Omission> omissions,
      List<Withheld> withheld,
      List<String> notes) {
    this.connector = connector;
    this.snapshot = snapshot;
    this.cut = cut;
    this.server = server;
    this.documents = documents;
    this.chunks = chunks;
    this.omissions = omissions;
    this.withheld = withheld;
    this.notes = notes;
    relations.forEach(relation -> byFile.put(relation.name(), relation));
  }

  @Override
  public Cut cut() {
    return cut;
  }

  @Override
  public List<Document> documents() {
    return documents;
  }

  @Override
  public List<Chunk> chunks() {
    return chunks;
  }

  @Override
  public List<Omission> omissions() {
    return omissions;
  }

  @Override
  public List<Withheld> withheld() {
    return withheld;
  }

  @Override
  public List<String> notes() {
    return notes;
  }

  @Override
  public RowsHash copy(Chunk chunk, ByteSink sink) {
    Relation relation =
        Objects.requireNonNull(
            byFile.get(chunk.file().substring(0, chunk.file().indexOf('.'))), chunk.file());
    Connection connection = snapshot.borrow();
    boolean isSound = false;
    try {
      RowsHash hash =
          CopyOut.run(
              connection,
              "copying " + chunk.table(),
              relation.copyOut(chunk.range(), server.encoding()),
              relation.hasher(),
              sink);
      isSound = true;
      return hash;
    } finally {
      if (isSound) {
        snapshot.giveBack(connection);
      } else {
        ExportedSnapshot.drop(connection);
      }
    }
  }

  @Override
  public boolean isAlive() {
    return snapshot.isAlive();
  }

  @Override
  public Ending end() {
    try (Connection connection = connector.open()) {
      Sequences sequences = Sequences.read(connection);
      Document script = new Document(Documents.SEQUENCES, sequences.script().getBytes(UTF_8));
      return new Ending(List.of(script), sequences.omissions(), new ArrayList<>());
    } catch (java.sql.SQLException e) {
      throw Failures.of("closing a connection to " + connector.label(), e);
    }
  }

  @Override
  public void close() {
    snapshot.close();
  }
}
