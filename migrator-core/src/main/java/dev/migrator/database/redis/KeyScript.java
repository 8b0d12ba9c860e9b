package dev.migrator.database.redis;

import static dev.migrator.database.redis.RespInput.ascii;

import dev.migrator.database.OpenCut.ByteSink;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes keys as the commands that make them, in Redis's protocol: what `redis-cli --pipe` takes.
/// Each key begins with `DEL` or `SET`, so that a file can be loaded twice. The commands are those
/// of Redis's own append-only file (its `src/aof.c`). Not for several threads.
final class KeyScript implements KeyVisitor {
  private static final int MOST_WORDS = 256;
  private static final long MOST_BYTES = 1 << 20;

  private final ByteSink sink;
  private final List<byte[]> batch = new ArrayList<>();
  private final Map<Long, List<byte[]>> expiries = new LinkedHashMap<>();
  private long batchBytes;
  private byte[] key = new byte[0];
  private boolean isEmpty = true;

  KeyScript(ByteSink sink) {
    this.sink = sink;
  }

  void select(long database) {
    put("SELECT", database);
  }

  @Override
  public void begin(byte[] begun, KeyType type) {
    forget();
    key = begun;
    isEmpty = true;
    if (type != KeyType.STRING) {
      put("DEL", key);
    }
  }

  @Override
  public void piece(Piece piece) {
    switch (piece) {
      case Piece.Text(byte[] bytes) -> put(isEmpty ? "SET" : "APPEND", key, bytes);
      case Piece.Element(byte[] bytes) -> batch("RPUSH", bytes);
      case Piece.Member(byte[] bytes) -> batch("SADD", bytes);
      case Piece.Field field -> field(field);
      case Piece.Scored(byte[] member, double score) -> batch("ZADD", ascii(text(score)), member);
      case Piece.Entry entry -> entry(entry);
      case Piece.State state -> state(state);
      case Piece.Group group -> group(group);
      case Piece.Consumer(byte[] group, byte[] name) ->
          put("XGROUP", "CREATECONSUMER", key, group, name);
      case Piece.Pending p ->
          put(
              "XCLAIM",
              key,
              p.group(),
              p.consumer(),
              0,
              p.id(),
              "TIME",
              p.atMillis(),
              "RETRYCOUNT",
              p.times(),
              "FORCE",
              "JUSTID");
      case Piece.Orphan() -> {}
    }
    isEmpty = false;
  }

  /// As `strtod` reads it, to the bit.
  static String text(double score) {
    return Double.isInfinite(score) ? (score > 0 ? "inf" : "-inf") : Double.toString(score);
  }

  /// When it expires is said after the batch that it is in.
  private void field(Piece.Field field) {
    if (field.expires()) {
      expiries.computeIfAbsent(field.expiresAtMillis(), _ -> new ArrayList<>()).add(field.name());
    }
    batch("HSET", field.name(), field.value());
  }

  private void batch(String command, byte[]... words) {
    if (batch.isEmpty()) {
      batch.add(ascii(command));
      batch.add(key);
      batchBytes = 0;
    }
    for (byte[] word : words) {
      batch.add(word);
      batchBytes += word.length;
    }
    if (batch.size() >= MOST_WORDS || batchBytes >= MOST_BYTES) {
      flush();
    }
  }

  private void flush() {
    if (!batch.isEmpty()) {
      new Command(batch).write(sink);
      expiries.forEach(this::expire);
    }
    forget();
  }

  private void expire(long atMillis, List<byte[]> names) {
    List<byte[]> words =
        new ArrayList<>(Command.of("HPEXPIREAT", key, atMillis, "FIELDS", names.size()).words());
    words.addAll(names);
    new Command(words).write(sink);
  }

  private void forget() {
    batch.clear();
    expiries.clear();
  }

  private void entry(Piece.Entry entry) {
    List<byte[]> words = new ArrayList<>(List.of(ascii("XADD"), key, ascii(entry.id().toString())));
    words.addAll(entry.fields());
    new Command(words).write(sink);
  }

  /// A stream without entries is made by one that is trimmed away at once.
  private void state(Piece.State state) {
    if (isEmpty) {
      put("XADD", key, "MAXLEN", 0, "0-1", "x", "y");
    }
    if (state.added() == Piece.UNKNOWN) {
      put("XSETID", key, state.last());
    } else {
      put(
          "XSETID",
          key,
          state.last(),
          "ENTRIESADDED",
          state.added(),
          "MAXDELETEDID",
          state.deleted());
    }
  }

  private void group(Piece.Group group) {
    if (group.read() == Piece.UNKNOWN) {
      put("XGROUP", "CREATE", key, group.name(), group.delivered());
    } else {
      put("XGROUP", "CREATE", key, group.name(), group.delivered(), "ENTRIESREAD", group.read());
    }
  }

  private void put(Object... words) {
    Command.of(words).write(sink);
  }

  @Override
  public void payload(byte[] opaque, Payload payload, long expiresAtMillis) {
    forget();
    put("DEL", opaque);
    long expiry = expiresAtMillis == FOREVER ? 0 : expiresAtMillis;
    put("RESTORE", opaque, expiry, payload.dump().bytes(), "ABSTTL");
  }

  @Override
  public void drop(byte[] dropped) {
    forget();
    put("DEL", dropped);
  }

  @Override
  public void end(long expiresAtMillis) {
    flush();
    if (expiresAtMillis != FOREVER) {
      put("PEXPIREAT", key, expiresAtMillis);
    }
  }
}
