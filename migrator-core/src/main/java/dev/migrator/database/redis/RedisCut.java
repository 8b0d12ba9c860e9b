package dev.migrator.database.redis;

import dev.migrator.database.Chunk;
import dev.migrator.database.Cut;
import dev.migrator.database.Document;
import dev.migrator.database.Omission;
import dev.migrator.database.OpenCut;
import dev.migrator.database.RowsHash;
import dev.migrator.database.Withheld;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/// The keys of a server, out of an RDB that lies here, or asked for one after the other.
///
/// @param portions by the file of their chunk
/// @param tallies of chunks that are copied, by their file
/// @param held closed at the end
record RedisCut(
    Cut cut,
    Server server,
    Pool pool,
    List<Document> documents,
    List<Chunk> chunks,
    Map<String, Portion> portions,
    List<Omission> omissions,
    List<Withheld> withheld,
    List<String> notes,
    Map<String, Tally> tallies,
    List<Runnable> held)
    implements OpenCut {

  RedisCut(Cut cut, Server server, Pool pool, Findings found, List<Runnable> held) {
    this(
        cut,
        server,
        pool,
        found.documents(),
        found.chunks(),
        found.portions(),
        found.omissions(),
        found.withheld(),
        found.notes(),
        new ConcurrentHashMap<>(),
        held);
    chunks.sort(Comparator.comparingLong(Chunk::weightBytes).reversed());
  }

  @Override
  public RowsHash copy(Chunk chunk, ByteSink sink) {
    Portion portion = Objects.requireNonNull(portions.get(chunk.file()), chunk.file());
    Tally tally = new Tally();
    RowsHash hash = new PortionCopy(pool, server, tally).run(portion, sink);
    tallies.put(chunk.file(), tally);
    return hash;
  }

  /// What lies here stays; what is asked for stands for itself anyway.
  @Override
  public boolean isAlive() {
    return true;
  }

  @Override
  public Ending end() {
    Tally all = new Tally();
    tallies.values().forEach(all::add);
    return new Ending(new ArrayList<>(), all.omissions().toList(), all.notes());
  }

  @Override
  public void close() {
    pool.close();
    held.forEach(Runnable::run);
  }
}
