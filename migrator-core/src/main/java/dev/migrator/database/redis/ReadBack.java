package dev.migrator.database.redis;

import dev.migrator.database.RowsHash;
import dev.migrator.database.SavedPart;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the keys of a part from the target, some at one time, and hashes what is there.
///
/// A key that is not there, and whose time was up by the target's clock when it was looked for,
/// counts as it was captured: it has expired. So does a field of a hash. Where a server tells only
/// how many milliseconds a key has left, the instant is taken for the captured one if it is not
/// more than a second off. Not for several threads.
final class ReadBack {
  private static final int KEYS_AT_ONE_TIME = 100;
  private static final long FIELDS_AT_ONE_TIME = 100_000;
  private static final long CLOCK_MILLIS = 1000;

  private final Connection connection;
  private final Server server;
  private final Problems problems;
  private final There there = new There();
  private final KeyReader reader;
  private Map<ByteBuffer, Saved> batch = new LinkedHashMap<>();
  private long batchFields;
  private RowsHash found = RowsHash.NONE;

  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  private record Saved(
      byte[] key,
      RowsHash hash,
      long expiresAtMillis,
      ExpiringFields fields,
      @Nullable Payload payload) {

    /// By its own expiry or that of all its fields; `Long.MAX_VALUE` for never.
    long goneAtMillis() {
      return expiresAtMillis == KeyVisitor.FOREVER
          ? fields.goneAtMillis()
          : Math.min(expiresAtMillis, fields.goneAtMillis());
    }
  }

  ReadBack(Connection connection, Server server, Problems problems) {
    this.connection = connection;
    this.server = server;
    this.problems = problems;
    this.reader = new KeyReader(connection, server, there, problems);
  }

  /// Of the database that is selected.
  RowsHash run(SavedPart part) {
    SavedPartReader.read(part, new Captured(), (command, key) -> {});
    compare();
    return found;
  }

  /// Hashes keys, one after the other.
  private abstract static class Hashing implements KeyVisitor {
    final KeysHash hash = new KeysHash();
    byte[] key = new byte[0];

    @Override
    public void begin(byte[] begun, KeyType type) {
      key = begun;
      hash.begin(begun, type);
    }

    @Override
    public void piece(Piece piece) {
      hash.piece(piece);
    }

    @Override
    public void drop(byte[] dropped) {
      hash.drop(dropped);
    }
  }

  /// Collects what the part says.
  private final class Captured extends Hashing {
    private ExpiringFields fields = new ExpiringFields();

    @Override
    public void begin(byte[] begun, KeyType type) {
      super.begin(begun, type);
      fields = new ExpiringFields();
    }

    @Override
    public void piece(Piece piece) {
      super.piece(piece);
      fields.captured(piece);
    }

    @Override
    public void end(long expiresAtMillis) {
      hash.end(expiresAtMillis);
      batch.put(ByteBuffer.wrap(key), new Saved(key, hash.last(), expiresAtMillis, fields, null));
      batchFields += fields.count();
      compareIfMany();
    }

    @Override
    public void payload(byte[] opaque, Payload payload, long expiresAtMillis) {
      hash.payload(opaque, payload, expiresAtMillis);
      batch.put(
          ByteBuffer.wrap(opaque),
          new Saved(opaque, hash.last(), expiresAtMillis, new ExpiringFields(), payload));
      compareIfMany();
    }

    private void compareIfMany() {
      if (batch.size() >= KEYS_AT_ONE_TIME || batchFields >= FIELDS_AT_ONE_TIME) {
        compare();
      }
    }
  }

  /// @param expiresAtMillis of a payload
  /// @param fromMillis the instant from which on that is so
  private record Present(
      RowsHash hash, long expiresAtMillis, @Nullable Payload payload, long fromMillis) {}

  /// Hashes what the target says.
  private final class There extends Hashing {
    private final Map<ByteBuffer, Present> hashes = new HashMap<>();
    private ExpiringFields fields = new ExpiringFields();

    @Override
    public void begin(byte[] begun, KeyType type) {
      super.begin(begun, type);
      Saved saved = batch.get(ByteBuffer.wrap(begun));
      fields = saved == null ? new ExpiringFields() : saved.fields();
      fields.begin();
    }

    @Override
    public void piece(Piece piece) {
      hash.piece(piece instanceof Piece.Field field ? fields.found(field, server) : piece);
    }

    @Override
    public void end(long expiresAtMillis) {
      long from = fields.takeForExpired(hash);
      hash.end(exact(batch.get(ByteBuffer.wrap(key)), expiresAtMillis));
      hashes.put(ByteBuffer.wrap(key), new Present(hash.last(), KeyVisitor.FOREVER, null, from));
    }

    @Override
    public void payload(byte[] opaque, Payload payload, long expiresAtMillis) {
      ByteBuffer name = ByteBuffer.wrap(opaque);
      long expiry = exact(batch.get(name), expiresAtMillis);
      hash.payload(opaque, payload, expiry);
      hashes.put(name, new Present(hash.last(), expiry, payload, Long.MIN_VALUE));
    }
  }

  private long exact(@Nullable Saved saved, long expiresAtMillis) {
    return saved != null
            && !server.exactExpiry()
            && saved.expiresAtMillis() != KeyVisitor.FOREVER
            && expiresAtMillis != KeyVisitor.FOREVER
            && Math.abs(saved.expiresAtMillis() - expiresAtMillis) <= CLOCK_MILLIS
        ? saved.expiresAtMillis()
        : expiresAtMillis;
  }

  private void compare() {
    if (batch.isEmpty()) {
      return;
    }
    there.hashes.clear();
    reader.read(batch.values().stream().map(Saved::key).toList());
    long now = Server.now(connection).toEpochMilli();
    batch.forEach((key, saved) -> compare(saved, there.hashes.get(key), now));
    batch = new LinkedHashMap<>();
    batchFields = 0;
  }

  private void compare(Saved saved, @Nullable Present there, long now) {
    if (there == null && saved.goneAtMillis() <= now) {
      found = found.plus(saved.hash());
    } else if (there == null) {
      problems.key(saved.key(), "it is not there");
    } else if (there.fromMillis() > now) {
      problems.key(saved.key(), "a field is not there that has not expired");
    } else {
      present(saved, there);
    }
  }

  private void present(Saved saved, Present there) {
    boolean isOtherwise = !there.hash().equals(saved.hash());
    if (isOtherwise && isOfSameModule(saved, there)) {
      problems.otherwise(saved.key());
      found = found.plus(saved.hash());
      return;
    }
    found = found.plus(there.hash());
    if (isOtherwise) {
      problems.key(saved.key(), "it has another type, value or expiry than was captured");
    } else if (!server.hasFieldExpiry() && saved.fields().isAnyFound()) {
      problems.fieldsForever(saved.key());
    }
  }

  /// Only the module could tell whether other bytes are another value.
  private static boolean isOfSameModule(Saved saved, Present there) {
    return saved.payload() != null
        && there.payload() != null
        && saved.payload().type().equals(there.payload().type())
        && saved.expiresAtMillis() == there.expiresAtMillis();
  }
}
