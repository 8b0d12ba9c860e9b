package dev.migrator.database.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Reads an RDB once from its start to its end: whether it is whole, what is in it, and where it
/// can be cut into parts. Not for several threads.
final class RdbSurvey implements KeyVisitor, RdbReader.Others {
  /// The highest version of Redis that is read.
  static final int NEWEST = 12;

  /// As Valkey 9 writes it; numbers between are those of other servers.
  static final int VALKEY = 80;

  private static final int HEADER_BYTES = 9;
  private static final int CHECKSUM_BYTES = 8;
  private static final int BUFFER_BYTES = 1 << 18;

  private final Spool spool;
  private final long sectionBytes;
  private final List<Section> sections = new ArrayList<>();
  private final List<byte[]> functions = new ArrayList<>();
  private final Tally tally = new Tally();
  private final Map<String, String> auxiliary = new TreeMap<>();
  private final Map<Long, Long> keysByDatabase = new TreeMap<>();
  private long database;
  private long sectionStart = HEADER_BYTES;
  private long sectionKeys;
  private long itemStart = HEADER_BYTES;

  /// A part of an RDB.
  ///
  /// @param from position of its first byte
  /// @param to position after its last byte
  record Section(long database, long from, long to, long keys) {}

  /// @param sectionBytes how large a part is to be
  RdbSurvey(Spool spool, long sectionBytes) {
    this.spool = spool;
    this.sectionBytes = sectionBytes;
  }

  /// Whether an RDB is whole: its beginning, its end, and its checksum.
  ///
  /// @return false where it has no checksum, because the server is told to make none
  /// @throws RdbException if it is damaged
  static boolean check(Spool spool) {
    if (spool.size() < HEADER_BYTES + CHECKSUM_BYTES) {
      throw new RdbException("it is too short");
    }
    byte[] end = new byte[CHECKSUM_BYTES];
    spool.read(spool.size() - CHECKSUM_BYTES, end, 0, CHECKSUM_BYTES);
    long wanted = LittleEndian.int64(end, 0);
    if (wanted != 0 && wanted != checksum(spool)) {
      throw new RdbException("its bytes do not match its checksum");
    }
    version(spool);
    return wanted != 0;
  }

  private static long checksum(Spool spool) {
    Crc64 crc = new Crc64();
    byte[] buffer = new byte[BUFFER_BYTES];
    long end = spool.size() - CHECKSUM_BYTES;
    for (long at = 0; at < end; at += buffer.length) {
      int size = spool.read(at, buffer, 0, (int) Math.min(buffer.length, end - at));
      crc.update(buffer, 0, size);
    }
    return crc.value();
  }

  static int version(Spool spool) {
    byte[] header = new byte[HEADER_BYTES];
    spool.read(0, header, 0, HEADER_BYTES);
    String text = new String(header, ISO_8859_1);
    if (!text.matches("REDIS\\d{4}|VALKEY\\d{3}")) {
      throw new RdbException("it does not begin as one");
    }
    return Integer.parseInt(text.replaceAll("[A-Z]", ""));
  }

  /// @throws RdbException if it is damaged, or has something that is not known here
  RdbSurvey run() {
    requireKnown(version(spool));
    RdbInput in = new RdbInput(spool, HEADER_BYTES);
    new RdbReader(in, version(spool), this, this).run(Long.MAX_VALUE);
    if (in.position() != spool.size() - CHECKSUM_BYTES) {
      throw new RdbException("something follows its end");
    }
    cut(in.position() - 1);
    return this;
  }

  /// @throws RdbException if an RDB of this version may have something that is not known here
  static void requireKnown(int version) {
    if (version > NEWEST && version != VALKEY) {
      throw new RdbException("its version %d is newer than %d".formatted(version, NEWEST));
    }
  }

  List<Section> sections() {
    return sections;
  }

  List<byte[]> functions() {
    return functions;
  }

  /// What is in it and cannot be captured.
  Tally tally() {
    return tally;
  }

  Map<Long, Long> keysByDatabase() {
    return keysByDatabase;
  }

  /// Seconds of the epoch; 0 where it does not tell.
  long createdAt() {
    String text = auxiliary.getOrDefault("ctime", "");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  @Override
  public void item(long position) {
    itemStart = position;
    if (position - sectionStart >= sectionBytes) {
      cut(position);
    }
  }

  private void cut(long position) {
    if (sectionKeys > 0) {
      sections.add(new Section(database, sectionStart, position, sectionKeys));
      keysByDatabase.merge(database, sectionKeys, Long::sum);
    }
    sectionStart = position;
    sectionKeys = 0;
  }

  @Override
  public void selected(long selected) {
    cut(itemStart);
    database = selected;
  }

  @Override
  public void auxiliary(String name, byte[] value) {
    auxiliary.put(name, new String(value, ISO_8859_1));
  }

  @Override
  public void function(byte[] code) {
    functions.add(code);
  }

  @Override
  public void moduleData(String type) {
    tally.moduleData(type);
  }

  @Override
  public void begin(byte[] key, KeyType type) {
    // only the end counts
  }

  @Override
  public void piece(Piece piece) {
    // only the end counts
  }

  @Override
  public void payload(byte[] key, Payload payload, long expiresAtMillis) {
    sectionKeys++;
  }

  @Override
  public void drop(byte[] key) {
    throw new IllegalStateException("an RDB drops nothing");
  }

  @Override
  public void end(long expiresAtMillis) {
    sectionKeys++;
  }
}
