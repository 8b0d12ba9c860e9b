package dev.migrator.database.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.Document;
import java.util.ArrayList;
import java.util.List;

/// What somebody needs who restores by the client of AWS alone.
record RecoveryDocuments(List<Table> tables) {

  List<Document> documents() {
    List<Document> documents = new ArrayList<>();
    StringBuilder folders = new StringBuilder();
    for (Table table : tables) {
      folders.append(table.folder()).append('\t').append(table.name()).append('\n');
      documents.add(
          new Document(
              table.folder() + "/create-table.json",
              Json.indented(new TableRequest(table, table.name()).whole())));
    }
    documents.add(new Document("tables.tsv", folders.toString().getBytes(UTF_8)));
    return documents;
  }
}
