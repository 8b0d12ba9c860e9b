package dev.migrator.database.redis;

import dev.migrator.database.Chunk;
import dev.migrator.database.Document;
import dev.migrator.database.Omission;
import dev.migrator.database.Withheld;
import dev.migrator.error.StoreException;
import dev.migrator.model.Gap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was found out so far of what there is to capture. One thread.
///
/// @param portions by the file of their chunk
record Findings(
    List<Document> documents,
    List<Chunk> chunks,
    Map<String, Portion> portions,
    List<Omission> omissions,
    List<Withheld> withheld,
    List<String> notes) {

  Findings() {
    this(
        new ArrayList<>(),
        new ArrayList<>(),
        new HashMap<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  void add(Chunk chunk, Portion portion) {
    chunks.add(chunk);
    portions.put(chunk.file(), portion);
  }

  /// Asks for something that the server may refuse, and that the keys do not depend on.
  void ask(String what, Runnable question) {
    try {
      question.run();
    } catch (StoreException e) {
      if (!Failures.isRefusal(e)) {
        throw e;
      }
      omissions.add(new Omission(what, Gap.Code.FORBIDDEN, String.valueOf(e.getMessage())));
    }
  }
}
