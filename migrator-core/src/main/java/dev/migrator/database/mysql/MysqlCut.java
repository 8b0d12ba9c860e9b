package dev.migrator.database.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.Chunk;
import dev.migrator.database.Cut;
import dev.migrator.database.Document;
import dev.migrator.database.Omission;
import dev.migrator.database.OpenCut;
import dev.migrator.database.RowsHash;
import dev.migrator.database.Withheld;
import dev.migrator.database.mysql.CutOpening.Contents;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A MySQL or MariaDB database, seen by connections of one instant.
final class MysqlCut implements OpenCut {
  private final Connector connector;
  private final Snapshot snapshot;
  private final Cut cut;
  private final Contents contents;
  private final Map<String, Relation> byFile = new HashMap<>();

  MysqlCut(Connector connector, Snapshot snapshot, Cut cut, Contents contents) {
    this.connector = connector;
    this.snapshot = snapshot;
    this.cut = cut;
    this.contents = contents;
    contents.relations().forEach(relation -> byFile.put(relation.file(), relation));
  }

  @Override
  public Cut cut() {
    return cut;
  }

  @Override
  public List<Document> documents() {
    return contents.documents();
  }

  @Override
  public List<Chunk> chunks() {
    return contents.chunks();
  }

  @Override
  public List<Omission> omissions() {
    return contents.omissions();
  }

  @Override
  public List<Withheld> withheld() {
    return contents.withheld();
  }

  @Override
  public List<String> notes() {
    return contents.notes();
  }

  @Override
  public RowsHash copy(Chunk chunk, ByteSink sink) {
    Relation relation =
        Objects.requireNonNull(byFile.get(Relation.fileOfPart(chunk.file())), chunk.file());
    long rowBytes = contents.rowBytes().getOrDefault(relation.file(), 1L);
    Connection connection = snapshot.borrow();
    boolean isSound = false;
    try {
      RowsHash hash = new RowWriter(relation, sink).run(connection, chunk.range(), rowBytes);
      isSound = true;
      return hash;
    } finally {
      if (isSound) {
        snapshot.giveBack(connection);
      } else {
        snapshot.lose(connection);
      }
    }
  }

  @Override
  public boolean isAlive() {
    return snapshot.isAlive();
  }

  @Override
  public Ending end() {
    Connection connection = connector.open(Connector.Use.WORDS);
    try {
      Sequences sequences = Sequences.read(connection, contents.definitions());
      List<Document> documents =
          new ArrayList<>(sequences.documents(contents.schemaFile(), contents.definitions()));
      documents.add(new Document("metadata", metadata().getBytes(UTF_8)));
      return new Ending(documents, List.of(), List.of());
    } finally {
      Sql.drop(connection);
    }
  }

  /// As `mydumper` writes it; `myloader` takes a folder that has one for whole.
  private String metadata() {
    String position = Objects.requireNonNullElse(cut.position(), ":");
    int space = position.indexOf(" (GTID ");
    String file = space < 0 ? position : position.substring(0, space);
    String gtid = space < 0 ? "" : position.substring(space + 7, position.length() - 1);
    int colon = file.lastIndexOf(':');
    return """
    Started dump at: %s
    SHOW MASTER STATUS:
    \tLog: %s
    \tPos: %s
    \tGTID:%s

    Finished dump at: %s
    """
        .formatted(
            time(cut.at()),
            file.substring(0, colon),
            file.substring(colon + 1),
            gtid,
            time(Instant.now()));
  }

  private static String time(Instant instant) {
    return instant.toString().replace('T', ' ').replaceFirst("[.Z].*", "");
  }

  @Override
  public void close() {
    snapshot.close();
  }
}
