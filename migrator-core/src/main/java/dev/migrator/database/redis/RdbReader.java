package dev.migrator.database.redis;

/// Walks through an RDB or a part of it (Redis, `rdbLoadRioWithLoadingCtx` of `src/rdb.c`). Not for
/// several threads.
final class RdbReader {
  private static final int END = 0xff;
  private static final int SELECT = 0xfe;
  private static final int EXPIRES_SECONDS = 0xfd;
  private static final int EXPIRES_MILLIS = 0xfc;
  private static final int SIZES = 0xfb;
  private static final int AUXILIARY = 0xfa;
  private static final int FREQUENCY = 0xf9;
  private static final int IDLE = 0xf8;
  private static final int MODULE_AUXILIARY = 0xf7;
  private static final int OLD_FUNCTION = 0xf6;
  private static final int FUNCTION = 0xf5;
  private static final int SLOT = 0xf4;
  private static final int OLD_MODULE_VALUE = 6;
  static final int MODULE_VALUE = 7;

  /// That an array can hold with its mark and footer.
  private static final long LONGEST_PAYLOAD = Integer.MAX_VALUE - 64L;

  private final RdbInput in;
  private final int version;
  private final KeyVisitor keys;
  private final Others others;
  private long expiresAtMillis = KeyVisitor.FOREVER;

  /// What is no key that we understand.
  interface Others {
    void selected(long database);

    void auxiliary(String name, byte[] value);

    void function(byte[] code);

    /// What a module has for itself, not for a key.
    void moduleData(String type);

    /// The next item begins here.
    void item(long position);
  }

  /// @param version of the RDB
  RdbReader(RdbInput in, int version, KeyVisitor keys, Others others) {
    this.in = in;
    this.version = version;
    this.keys = keys;
    this.others = others;
  }

  /// Reads items until its end, or until one begins at `end` or later.
  void run(long end) {
    while (in.position() < end) {
      if (expiresAtMillis == KeyVisitor.FOREVER) {
        others.item(in.position());
      }
      int code = in.u8();
      if (code == END) {
        return;
      }
      item(code);
    }
  }

  private void item(int code) {
    switch (code) {
      case SELECT -> others.selected(in.length());
      case EXPIRES_SECONDS -> expiresAtMillis = LittleEndian.signed(in.bytes(4), 0, 4) * 1000;
      case EXPIRES_MILLIS -> expiresAtMillis = in.int64();
      case SIZES -> skipLengths(2);
      case AUXILIARY ->
          others.auxiliary(
              new String(in.string(), java.nio.charset.StandardCharsets.ISO_8859_1), in.string());
      case FREQUENCY -> in.u8();
      case IDLE -> in.length();
      case MODULE_AUXILIARY -> moduleData();
      case OLD_FUNCTION -> throw new RdbException("a function as only a preview of Redis 7 had it");
      case FUNCTION -> others.function(in.string());
      case SLOT -> skipLengths(3);
      default -> key(code);
    }
  }

  private void skipLengths(int count) {
    for (int i = 0; i < count; i++) {
      in.length();
    }
  }

  private void moduleData() {
    String name = RdbModule.name(in.length());
    skipLengths(2);
    RdbModule.skip(in);
    others.moduleData(name);
  }

  /// The mark of its type stands before the key, and in a payload before the value.
  private Payload payload() {
    long start = in.position();
    in.length();
    RdbModule.skip(in);
    long size = in.position() - start;
    if (size > LONGEST_PAYLOAD) {
      throw new RdbException("a value of a module of %d bytes".formatted(size));
    }
    in.seek(start);
    byte[] body = new byte[(int) size + 1];
    body[0] = MODULE_VALUE;
    in.read(body, 1, (int) size);
    return Payload.of(Dump.ofRdb(body, version));
  }

  private void key(int code) {
    byte[] key = in.string();
    if (code == MODULE_VALUE) {
      keys.payload(key, payload(), expiresAtMillis);
    } else if (code == OLD_MODULE_VALUE) {
      throw new RdbException("a value of a module as only Redis 4 wrote it");
    } else {
      KeyType type =
          RdbValue.type(code)
              .orElseThrow(() -> new RdbException("a value of the unknown type " + code));
      keys.begin(key, type);
      new RdbValue(in, version, keys::piece).read(code);
      keys.end(expiresAtMillis);
    }
    expiresAtMillis = KeyVisitor.FOREVER;
  }
}
