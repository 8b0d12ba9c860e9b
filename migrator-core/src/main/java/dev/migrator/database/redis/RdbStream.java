package dev.migrator.database.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// A stream in an RDB (Redis, `rdbLoadObject` of `src/rdb.c`; nodes as in `src/t_stream.c`). What
/// is pending though its entry was deleted is left out, because no command can make it. Not for
/// several threads.
final class RdbStream {
  private static final int DELETED = 1;
  private static final int SAME_FIELDS = 2;

  private final RdbInput in;
  private final Consumer<Piece> pieces;
  private final int form;

  /// Ids that are pending and were not seen among the entries.
  private final Set<StreamId> unseen = new HashSet<>();

  /// @param atMillis when it was last handed out
  private record Delivery(long atMillis, long times) {}

  /// @param form 1, as Redis 5 wrote it; 2, as Redis 7.0 does; 3, as Redis 7.2 does
  RdbStream(RdbInput in, Consumer<Piece> pieces, int form) {
    this.in = in;
    this.pieces = pieces;
    this.form = form;
  }

  /// Reads it twice: the pending ids stand behind the entries.
  void read() {
    long start = in.position();
    nodes(entry -> {});
    state();
    groups(piece -> {
      if (piece instanceof Piece.Pending pending) {
        unseen.add(pending.id());
      }
    });
    in.seek(start);
    nodes(entry -> {
      unseen.remove(entry.id());
      pieces.accept(entry);
    });
    pieces.accept(state());
    groups(this::passOrOrphan);
  }

  private void passOrOrphan(Piece piece) {
    boolean isOrphan = piece instanceof Piece.Pending pending && unseen.contains(pending.id());
    pieces.accept(isOrphan ? new Piece.Orphan() : piece);
  }

  private interface Entries {
    void accept(Piece.Entry entry);
  }

  private void nodes(Entries entries) {
    long count = in.length();
    for (long i = 0; i < count; i++) {
      ByteBuffer master = ByteBuffer.wrap(in.string());
      if (master.remaining() != 2 * Long.BYTES) {
        throw new RdbException("an id of a stream is damaged");
      }
      node(
          new StreamId(master.getLong(), master.getLong()),
          ListPack.items(in.string()).iterator(),
          entries);
    }
  }

  private static void node(StreamId master, Iterator<byte[]> items, Entries entries) {
    long count = number(items) + number(items);
    List<byte[]> names = next(items, number(items));
    number(items); // ends the first entry
    for (long i = 0; i < count; i++) {
      entry(master, names, items, entries);
    }
  }

  private static void entry(
      StreamId master, List<byte[]> names, Iterator<byte[]> items, Entries entries) {
    long flags = number(items);
    StreamId id = new StreamId(master.millis() + number(items), master.sequence() + number(items));
    List<byte[]> fields =
        (flags & SAME_FIELDS) == 0
            ? next(items, 2 * number(items))
            : merged(names, next(items, names.size()));
    number(items); // how many items that were
    if ((flags & DELETED) == 0) {
      entries.accept(new Piece.Entry(id, fields));
    }
  }

  private static List<byte[]> merged(List<byte[]> names, List<byte[]> values) {
    List<byte[]> fields = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      fields.add(names.get(i));
      fields.add(values.get(i));
    }
    return fields;
  }

  private static List<byte[]> next(Iterator<byte[]> items, long count) {
    List<byte[]> next = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      next.add(item(items));
    }
    return next;
  }

  private static byte[] item(Iterator<byte[]> items) {
    if (!items.hasNext()) {
      throw new RdbException("a node of a stream is too short");
    }
    return items.next();
  }

  private static long number(Iterator<byte[]> items) {
    try {
      return Long.parseLong(new String(item(items), ISO_8859_1));
    } catch (NumberFormatException e) {
      throw new RdbException("a node of a stream is damaged");
    }
  }

  private Piece.State state() {
    in.length(); // entries
    StreamId last = idOfLengths();
    if (form == 1) {
      return new Piece.State(last, Piece.UNKNOWN, StreamId.ZERO);
    }
    idOfLengths(); // the first, which the entries tell too
    StreamId deleted = idOfLengths();
    return new Piece.State(last, in.length(), deleted);
  }

  private StreamId idOfLengths() {
    return new StreamId(in.length(), in.length());
  }

  private void groups(Consumer<Piece> to) {
    long count = in.length();
    for (long i = 0; i < count; i++) {
      byte[] name = in.string();
      StreamId delivered = idOfLengths();
      to.accept(new Piece.Group(name, delivered, form == 1 ? Piece.UNKNOWN : in.length()));
      consumers(name, deliveries(), to);
    }
  }

  private Map<StreamId, Delivery> deliveries() {
    Map<StreamId, Delivery> deliveries = new HashMap<>();
    long count = in.length();
    for (long i = 0; i < count; i++) {
      deliveries.put(in.id(), new Delivery(in.int64(), in.length()));
    }
    return deliveries;
  }

  private void consumers(byte[] group, Map<StreamId, Delivery> deliveries, Consumer<Piece> to) {
    long count = in.length();
    for (long i = 0; i < count; i++) {
      byte[] name = in.string();
      in.int64(); // when it was last seen
      if (form == 3) {
        in.int64(); // when it last did something
      }
      to.accept(new Piece.Consumer(group, name));
      long pending = in.length();
      for (long j = 0; j < pending; j++) {
        StreamId id = in.id();
        Delivery delivery = deliveries.get(id);
        if (delivery == null) {
          throw new RdbException("a consumer of a stream has what its group has not");
        }
        to.accept(new Piece.Pending(group, name, id, delivery.atMillis(), delivery.times()));
      }
    }
  }
}
