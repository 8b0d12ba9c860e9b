package dev.migrator.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.bundle.Commit.Stamp;
import dev.migrator.database.Chunk;
import dev.migrator.database.Document;
import dev.migrator.model.Sha256;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;

/// The folder of a database's cut while it is written. Safe for many threads at once.
///
/// What is written is work in flight until a commit names it, and stays so where the cut is given
/// up: a database that was cut again has nothing to take over.
public final class CutWriter {
  private static final String RECOVERY = "RECOVER.txt";

  private final Workplace work;
  private final String source;
  private final long number;
  private final String folder;
  private final Set<String> written = new ConcurrentSkipListSet<>();

  CutWriter(Workplace work, String source) {
    this.work = work;
    this.source = source;
    this.number = work.numbers.file();
    this.folder = Names.cut(source, number) + "/";
  }

  public long number() {
    return number;
  }

  /// Writes a document.
  ///
  /// @return its path, for the commit
  public String document(Document document) {
    String path = folder + document.name();
    work.store.replace(path, document.bytes());
    seal(path, new Stamp(document.bytes().length, Sha256.of(document.bytes())));
    return path;
  }

  /// Writes how to get it back by hand.
  ///
  /// @param kind of the database
  /// @return its path, for the commit
  public String recoveryText(String kind) {
    byte[] text = RecoveryTexts.ofDatabase(source, kind).getBytes(UTF_8);
    return document(new Document(RECOVERY, text));
  }

  /// Starts the file of a chunk. The caller finishes or closes it.
  public PartWriter part(Chunk chunk) {
    return new PartWriter(this, work.store, folder + PartContent.storedName(chunk.file()), chunk);
  }

  void seal(String path, Stamp stamp) {
    SortedMap<String, Stamp> files = new TreeMap<>();
    files.put(path, stamp);
    written.add(path);
    work.seal(path, new Workplace.Sealed(files, Set.of(), Set.of()));
  }

  /// Deletes what no commit names, because none is going to. The folder's number stays in flight: a
  /// worker may still be writing to it.
  public void drop() {
    for (String path : written) {
      if (work.sealed(path) != null) {
        work.store.delete(path);
        work.committed(path);
      }
    }
  }
}
