package dev.migrator.database.redis;

import java.util.function.Consumer;

/// Reads the basic values of an RDB (Redis, `src/rdb.c`). Not for several threads.
final class RdbInput {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int PIECE_BYTES = 1 << 20;
  private static final int LONGEST = Integer.MAX_VALUE - 16;

  private static final int INT8 = 0;
  private static final int INT16 = 1;
  private static final int INT32 = 2;
  private static final int LZF = 3;

  private final Bytes source;
  private final long size;
  private final byte[] buffer;
  private long start;
  private int filled;
  private int next;

  /// Of what is in memory.
  RdbInput(byte[] bytes) {
    this(
        (position, into, offset, length) -> {
          int size = (int) Math.min(length, Math.max(0, bytes.length - position));
          System.arraycopy(bytes, (int) position, into, offset, size);
          return size;
        },
        bytes.length,
        Math.min(BUFFER_BYTES, bytes.length + 1));
  }

  RdbInput(Spool spool, long position) {
    this(spool::read, spool.size(), BUFFER_BYTES);
    seek(position);
  }

  private RdbInput(Bytes source, long size, int bufferBytes) {
    this.source = source;
    this.size = size;
    this.buffer = new byte[bufferBytes];
  }

  /// As [Spool#read].
  private interface Bytes {
    int read(long position, byte[] bytes, int offset, int length);
  }

  long position() {
    return start + next;
  }

  void seek(long position) {
    start = position;
    filled = 0;
    next = 0;
  }

  int u8() {
    if (next == filled) {
      seek(position());
      filled = source.read(start, buffer, 0, buffer.length);
      if (filled == 0) {
        throw new RdbException("it ends in the middle");
      }
    }
    return buffer[next++] & 0xff;
  }

  void read(byte[] bytes, int offset, int length) {
    int kept = Math.min(length, filled - next);
    System.arraycopy(buffer, next, bytes, offset, kept);
    next += kept;
    if (kept < length) {
      long from = position();
      if (source.read(from, bytes, offset + kept, length - kept) < length - kept) {
        throw new RdbException("it ends in the middle");
      }
      seek(from + length - kept);
    }
  }

  byte[] bytes(long length) {
    if (length < 0 || length > LONGEST || length > size - position()) {
      throw new RdbException("a text of %d bytes".formatted(length));
    }
    byte[] bytes = new byte[(int) length];
    read(bytes, 0, bytes.length);
    return bytes;
  }

  long int64() {
    return LittleEndian.int64(bytes(Long.BYTES), 0);
  }

  StreamId id() {
    return new StreamId(Long.reverseBytes(int64()), Long.reverseBytes(int64()));
  }

  /// A length that must not be a mark for something else.
  long length() {
    int first = u8();
    if (first >> 6 == 3) {
      throw new RdbException("a mark where a length should be");
    }
    return length(first);
  }

  private long length(int first) {
    return switch (first >> 6) {
      case 0 -> first;
      case 1 -> (first & 0x3f) << 8 | u8();
      default ->
          switch (first) {
            case 0x80 -> Integer.toUnsignedLong(Integer.reverseBytes((int) signed(Integer.BYTES)));
            case 0x81 -> Long.reverseBytes(int64());
            default -> throw new RdbException("an unknown form of a length: " + first);
          };
    };
  }

  private long signed(int size) {
    return LittleEndian.signed(bytes(size), 0, size);
  }

  /// A string, whole.
  byte[] string() {
    int first = u8();
    return first >> 6 == 3 ? encoded(first & 0x3f) : bytes(length(first));
  }

  /// A string, by pieces of at most 1 MiB where it is not packed; at least one.
  void pieces(Consumer<byte[]> consumer) {
    int first = u8();
    if (first >> 6 == 3) {
      consumer.accept(encoded(first & 0x3f));
      return;
    }
    long left = length(first);
    do {
      byte[] piece = bytes(Math.min(left, PIECE_BYTES));
      consumer.accept(piece);
      left -= piece.length;
    } while (left > 0);
  }

  private byte[] encoded(int form) {
    return switch (form) {
      case INT8, INT16, INT32 -> RespInput.ascii(Long.toString(signed(1 << form)));
      case LZF -> packed();
      default -> throw new RdbException("an unknown form of a string: " + form);
    };
  }

  private byte[] packed() {
    long packed = length();
    long unpacked = length();
    if (unpacked < 0 || unpacked > LONGEST) {
      throw new RdbException("a text of %d bytes".formatted(unpacked));
    }
    return Lzf.unpack(bytes(packed), (int) unpacked);
  }
}
