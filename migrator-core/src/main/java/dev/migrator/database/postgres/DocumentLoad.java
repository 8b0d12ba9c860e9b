package dev.migrator.database.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.DocumentReader;
import dev.migrator.database.DocumentReader.Row;
import dev.migrator.database.DocumentTable;
import dev.migrator.database.Problems;
import dev.migrator.database.SavedPart;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.copy.CopyIn;

/// Takes the documents of one part to their place. Not for several threads.
final class DocumentLoad {
  private static final int BUFFER_CHARACTERS = 1 << 18;
  private static final int NAMED = 20;

  private final DocumentReader reader;
  private final DocumentPlace place;
  private final SavedPart part;
  private final Problems problems;
  private final StringBuilder text = new StringBuilder();
  private long refused;

  DocumentLoad(DocumentReader reader, DocumentPlace place, SavedPart part, Problems problems) {
    this.reader = reader;
    this.place = place;
    this.part = part;
    this.problems = problems;
  }

  /// How many documents were left out, since PostgreSQL cannot hold their keys.
  long refused() {
    return refused;
  }

  /// @return how many documents there were, those left out too
  long run(Connection connection) throws SQLException {
    String statement = place.relation().copyIn(DatabaseCreation.UTF8);
    long taken = Loading.copy(connection, statement, this::write);
    if (refused > NAMED) {
      problems.difference(
          part.table(),
          "%,d more documents of %s could not be taken".formatted(refused - NAMED, part.file()));
    }
    return taken + refused;
  }

  private void write(CopyIn copy) throws SQLException {
    try (DocumentReader.Documents documents = reader.open(place.table(), part)) {
      while (documents.next()) {
        append(documents.row());
        if (text.length() >= BUFFER_CHARACTERS) {
          flush(copy);
        }
      }
    }
    flush(copy);
  }

  private void append(Row row) {
    if (row.keys().stream().anyMatch(key -> key.indexOf('\0') >= 0)) {
      refuse(row);
      return;
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < row.keys().size(); i++) {
      boolean isBytes = place.table().keys().get(i).type() == DocumentTable.Type.BYTES;
      values.add((isBytes ? "\\x" : "") + row.keys().get(i));
    }
    values.add(row.json());
    CopyText.append(text, values);
  }

  private void refuse(Row row) {
    refused++;
    if (refused <= NAMED) {
      problems.difference(
          part.table(),
          "PostgreSQL holds no character U+0000, as in the key %s: the document was left out"
              .formatted(Printable.of(row.keys())));
    }
  }

  private void flush(CopyIn copy) throws SQLException {
    byte[] bytes = text.toString().getBytes(UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }
}
