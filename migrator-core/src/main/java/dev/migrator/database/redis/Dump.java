package dev.migrator.database.redis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A value as `DUMP` gives it and `RESTORE` takes it: its bytes in an RDB, then the RDB's version
/// and a checksum (Redis, `createDumpPayload` of `src/cluster.c`).
///
/// @param bytes all of it, whole
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Dump(byte[] bytes) {
  private static final int VERSION_BYTES = 2;
  private static final int FOOTER_BYTES = VERSION_BYTES + Long.BYTES;

  /// @throws RdbException if it does not match its checksum
  static Dump of(byte[] bytes) {
    int end = bytes.length - Long.BYTES;
    if (bytes.length <= FOOTER_BYTES || LittleEndian.int64(bytes, end) != checksum(bytes, end)) {
      throw new RdbException("a payload does not match its checksum");
    }
    return new Dump(bytes);
  }

  /// Makes one of a value that stands in an RDB.
  ///
  /// @param body with the mark of its type before it
  static Dump ofRdb(byte[] body, int version) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.addExact(body.length, FOOTER_BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(body).putShort((short) version);
    bytes.putLong(checksum(bytes.array(), body.length + VERSION_BYTES));
    return new Dump(bytes.array());
  }

  private static long checksum(byte[] bytes, int length) {
    Crc64 crc = new Crc64();
    crc.update(bytes, 0, length);
    return crc.value();
  }

  /// Of the RDB.
  int version() {
    return (int) LittleEndian.signed(bytes, bytes.length - FOOTER_BYTES, VERSION_BYTES);
  }

  /// Without version and checksum, which depend on the server that wrote it.
  byte[] body() {
    return Arrays.copyOf(bytes, bytes.length - FOOTER_BYTES);
  }

  boolean isOfModule() {
    return mark() == RdbReader.MODULE_VALUE;
  }

  private int mark() {
    return bytes[0] & 0xff;
  }

  /// @throws RdbException if it is of no type that every server has
  KeyType type() {
    return RdbValue.type(mark())
        .orElseThrow(() -> new RdbException("a value of the unknown type " + mark()));
  }

  /// All of a value that is not of a module.
  ///
  /// @throws RdbException if it has something that is not known here
  List<Piece> pieces() {
    RdbSurvey.requireKnown(version());
    List<Piece> pieces = new ArrayList<>();
    RdbInput in = value();
    new RdbValue(in, version(), pieces::add).read(mark());
    requireEnd(in);
    return pieces;
  }

  /// Stands behind the mark of its type.
  RdbInput value() {
    RdbInput in = new RdbInput(body());
    in.seek(1);
    return in;
  }

  /// @throws RdbException if the value has not been read to its end
  void requireEnd(RdbInput in) {
    if (in.position() != bytes.length - FOOTER_BYTES) {
      throw new RdbException("something follows a payload's end");
    }
  }
}
