package dev.migrator.database.redis;

import dev.migrator.database.OpenCut.ByteSink;
import dev.migrator.database.RowsHash;
import dev.migrator.error.StoreException;

/// Copies one portion. Not for several threads.
///
/// @param tally is told what is left out
record PortionCopy(Pool pool, Server server, Tally tally) {
  private static final int BUFFER_BYTES = 1 << 18;

  RowsHash run(Portion portion, ByteSink sink) {
    return switch (portion) {
      case Portion.Rdb(Spool spool) -> raw(spool, sink);
      case Portion.OfRdb part -> section(part, sink);
      case Portion.Listed part -> pool.use(connection -> listed(connection, part, sink));
    };
  }

  private static RowsHash raw(Spool spool, ByteSink sink) {
    byte[] buffer = new byte[BUFFER_BYTES];
    int size;
    for (long at = 0; at < spool.size(); at += size) {
      size = spool.read(at, buffer, 0, buffer.length);
      sink.write(buffer, 0, size);
    }
    return RowsHash.NONE;
  }

  private RowsHash section(Portion.OfRdb part, ByteSink sink) {
    KeyCopy copy = new KeyCopy(part.section().database(), sink, tally);
    try {
      RdbInput in = new RdbInput(part.spool(), part.section().from());
      new RdbReader(in, RdbSurvey.version(part.spool()), copy, NoOthers.INSTANCE)
          .run(part.section().to());
    } catch (RdbException e) {
      throw new StoreException(
          StoreException.Reason.BAD_BYTES,
          "an RDB that was whole is read otherwise now: " + e.getMessage(),
          "Look for a fault of this machine's disk or memory.",
          e);
    }
    return copy.finish();
  }

  private RowsHash listed(Connection connection, Portion.Listed part, ByteSink sink) {
    KeyCopy copy = new KeyCopy(part.database(), sink, tally);
    connection.select(part.database());
    new KeyReader(connection, server, copy, tally).read(part.names().read());
    return copy.finish();
  }

  /// All else was seen by the survey.
  private enum NoOthers implements RdbReader.Others {
    INSTANCE;

    @Override
    public void selected(long database) {}

    @Override
    public void auxiliary(String name, byte[] value) {}

    @Override
    public void function(byte[] code) {}

    @Override
    public void moduleData(String type) {}

    @Override
    public void item(long position) {}
  }
}
