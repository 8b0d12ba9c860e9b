package dev.migrator.database.redis;

import dev.migrator.database.PatientCalls;
import java.nio.ByteBuffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.MurmurHash3;

/// The names of all keys of a database, dealt out to lists of some 50,000 by their hash, on the
/// local disk: `SCAN` may name a key twice, and then both are in one list. Costs one walk through
/// the database, and as much disk as the names have bytes. Filled by one thread, then read by many.
final class KeyList implements AutoCloseable {
  private static final long KEYS_OF_A_LIST = 50_000;
  private static final long MOST_LISTS = 512;
  private static final int KEYS_OF_A_PAGE = 1000;

  private final long database;
  private final List<Names> lists;

  /// Names that lie together.
  static final class Names {
    private static final int FLUSH_BYTES = 1 << 14;

    private final Spool spool = Spool.create();
    private ByteBuffer waiting = ByteBuffer.allocate(FLUSH_BYTES);
    private long count;

    private void add(byte[] name) {
      if (waiting.remaining() < Integer.BYTES + name.length) {
        flush();
        if (waiting.capacity() < Integer.BYTES + name.length) {
          waiting = ByteBuffer.allocate(Integer.BYTES + name.length);
        }
      }
      waiting.putInt(name.length).put(name);
      count++;
    }

    private void flush() {
      spool.write(waiting.array(), 0, waiting.position());
      waiting.clear();
    }

    long count() {
      return count;
    }

    /// Each name once.
    List<byte[]> read() {
      LinkedHashSet<ByteBuffer> names = new LinkedHashSet<>();
      byte[] length = new byte[Integer.BYTES];
      for (long at = 0; at < spool.size(); ) {
        spool.read(at, length, 0, length.length);
        byte[] name = new byte[ByteBuffer.wrap(length).getInt()];
        spool.read(at + length.length, name, 0, name.length);
        names.add(ByteBuffer.wrap(name));
        at += length.length + name.length;
      }
      return names.stream().map(ByteBuffer::array).toList();
    }
  }

  private KeyList(long database, int lists) {
    this.database = database;
    this.lists = IntStream.range(0, lists).mapToObj(i -> new Names()).toList();
  }

  /// Lists a database. The caller closes it.
  ///
  /// @param keys about how many it holds
  /// @throws dev.migrator.error.InterruptedRunException if the run is to stop meanwhile
  static KeyList scan(Connection connection, long database, long keys, PatientCalls calls) {
    int lists = (int) Math.clamp(keys / KEYS_OF_A_LIST + 1, 1, MOST_LISTS);
    KeyList list = new KeyList(database, lists);
    boolean isWhole = false;
    try {
      connection.select(database);
      list.fill(connection, calls);
      isWhole = true;
      return list;
    } finally {
      if (!isWhole) {
        list.close();
      }
    }
  }

  private void fill(Connection connection, PatientCalls calls) {
    String cursor = "0";
    do {
      calls.throwIfStopped();
      List<Reply> answer =
          connection.call(Command.of("SCAN", cursor, "COUNT", KEYS_OF_A_PAGE)).items();
      if (answer.size() != 2) {
        throw Failures.unexpected("SCAN");
      }
      answer.get(1).items().forEach(name -> add(name.someBytes()));
      cursor = answer.get(0).text();
    } while (!cursor.equals("0"));
    lists.forEach(Names::flush);
  }

  private void add(byte[] name) {
    lists.get(Math.floorMod(MurmurHash3.hash32x86(name), lists.size())).add(name);
  }

  long database() {
    return database;
  }

  Stream<Names> lists() {
    return lists.stream().filter(names -> names.count() > 0);
  }

  @Override
  public void close() {
    lists.forEach(names -> names.spool.close());
  }
}
