package dev.migrator.database.redis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A module's value as `DUMP` gives it and `RESTORE` takes it: its bytes in an RDB, then the RDB's
/// version and a checksum (Redis, `createDumpPayload` of `src/cluster.c`).
///
/// @param type name of the module's type
/// @param encoding the version in which the module wrote it
/// @param bytes all of it
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Payload(String type, int encoding, byte[] bytes) {
  private static final int VERSION_BYTES = 2;
  private static final int FOOTER_BYTES = VERSION_BYTES + Long.BYTES;
  private static final long ENCODING_MASK = 0x3ff;

  /// Makes one of a value that stands in an RDB.
  ///
  /// @param body with the mark of its type before it
  static Payload ofRdb(byte[] body, int version) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.addExact(body.length, FOOTER_BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(body).putShort((short) version);
    bytes.putLong(checksum(bytes.array(), body.length + VERSION_BYTES));
    return of(bytes.array());
  }

  /// @throws RdbException if this is no whole payload of a module's value
  static Payload of(byte[] bytes) {
    int end = bytes.length - FOOTER_BYTES;
    if (end < 1 || LittleEndian.int64(bytes, end + VERSION_BYTES) != checksum(bytes, end + 2)) {
      throw new RdbException("a payload does not match its checksum");
    }
    RdbInput in = new RdbInput(Arrays.copyOf(bytes, end));
    if (in.u8() != RdbReader.MODULE_VALUE) {
      throw new RdbException("a payload is of no module");
    }
    long id = in.length();
    RdbModule.skip(in);
    if (in.position() != end) {
      throw new RdbException("something follows a payload's end");
    }
    return new Payload(RdbModule.name(id), (int) (id & ENCODING_MASK), bytes);
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

  /// For people: what a server needs to take it.
  String needs() {
    return "it is a value of the module type %s, encoding %d, from a server with RDB version %d: load that module there, not older than at the source, and restore again"
        .formatted(type, encoding, version());
  }
}
