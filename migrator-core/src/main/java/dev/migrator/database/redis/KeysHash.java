package dev.migrator.database.redis;

import dev.migrator.database.RowsHash;
import dev.migrator.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/// The sum over keys that [RowsHash] is. Of each key the SHA-256 of its name, type, value and
/// expiry: what has an order is hashed in its order, wherever a string was cut; what has none
/// (members, fields, groups) by the sum of the MurmurHash3 (x64, 128 bits) of each.
///
/// Not part of it is what no client can set to the bit on every version: when a pending entry was
/// handed out, and the counters that Redis 7 added to streams. Not for several threads.
final class KeysHash implements KeyVisitor {
  private final MessageDigest digest = Sha256.newDigest();
  private long unorderedHigh;
  private long unorderedLow;
  private RowsHash last = RowsHash.NONE;
  private RowsHash sum = RowsHash.NONE;

  @Override
  public void begin(byte[] key, KeyType type) {
    digest.reset();
    unorderedHigh = 0;
    unorderedLow = 0;
    ordered(key);
    ordered(RespInput.ascii(type.wire()));
  }

  @Override
  public void piece(Piece piece) {
    switch (piece) {
      case Piece.Text(byte[] bytes) -> digest.update(bytes);
      case Piece.Element(byte[] bytes) -> ordered(bytes);
      case Piece.Member(byte[] bytes) -> unordered('m', bytes);
      case Piece.Field field -> add(item(field));
      case Piece.Scored(byte[] member, double score) -> unordered('z', member, bytes(score));
      case Piece.Entry entry -> {
        ordered(bytes(entry.id()));
        number(entry.fields().size());
        entry.fields().forEach(this::ordered);
      }
      case Piece.State state -> ordered(bytes(state.last()));
      case Piece.Group group -> unordered('g', group.name(), bytes(group.delivered()));
      case Piece.Consumer(byte[] group, byte[] name) -> unordered('c', group, name);
      case Piece.Pending p ->
          unordered('p', p.group(), p.consumer(), bytes(p.id()), bytes(p.times()));
      case Piece.Orphan() -> {}
    }
  }

  private void ordered(byte[] bytes) {
    number(bytes.length);
    digest.update(bytes);
  }

  private void number(long value) {
    digest.update(bytes(value));
  }

  private static byte[] bytes(long value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  /// Redis has no NaN. It keeps -0 or makes it 0, depending on its version and the size of the set.
  private static byte[] bytes(double score) {
    return bytes(Double.doubleToLongBits(score == 0 ? 0 : score));
  }

  private static byte[] bytes(StreamId id) {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(id.millis()).putLong(id.sequence()).array();
  }

  private void unordered(char kind, byte[]... fields) {
    add(item(kind, fields));
  }

  private static Hash128 item(char kind, byte[]... fields) {
    ByteArrayOutputStream item = new ByteArrayOutputStream();
    item.write(kind);
    for (byte[] field : fields) {
      item.writeBytes(bytes(field.length));
      item.writeBytes(field);
    }
    return Hash128.of(item.toByteArray());
  }

  /// What a field adds to its key.
  static Hash128 item(Piece.Field field) {
    return field.expires()
        ? item('f', field.name(), field.value(), bytes(field.expiresAtMillis()))
        : item('f', field.name(), field.value());
  }

  /// As if the piece of this hash came now.
  void add(Hash128 item) {
    unorderedHigh += item.high();
    unorderedLow += item.low();
  }

  @Override
  public void payload(byte[] key, Payload payload, long expiresAtMillis) {
    digest.reset();
    unorderedHigh = 0;
    unorderedLow = 0;
    ordered(key);
    ordered(RespInput.ascii("module"));
    ordered(payload.dump().body());
    end(expiresAtMillis);
  }

  @Override
  public void drop(byte[] key) {
    // only what ends is counted
  }

  @Override
  public void end(long expiresAtMillis) {
    number(unorderedHigh);
    number(unorderedLow);
    number(expiresAtMillis);
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());
    last = new RowsHash(1, hash.getLong(), hash.getLong());
    sum = sum.plus(last);
  }

  /// Of the key that ended last.
  RowsHash last() {
    return last;
  }

  RowsHash sum() {
    return sum;
  }
}
