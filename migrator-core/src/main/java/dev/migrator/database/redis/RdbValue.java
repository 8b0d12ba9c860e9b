package dev.migrator.database.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The value of a key in an RDB. The types are those of the versions 6 to 12, which Redis 6.2 to 8
/// and Valkey 7.2 to 8 write, and of 80, which Valkey 9 does (Redis and Valkey, `src/rdb.h`).
final class RdbValue {
  private static final int UNKNOWN = -1;
  private static final int PLAIN_NODE = 1;
  private static final int PACKED_NODE = 2;

  private final RdbInput in;
  private final int version;
  private final Consumer<Piece> pieces;

  /// @param version of the RDB
  /// @param pieces is given what the value is made of
  RdbValue(RdbInput in, int version, Consumer<Piece> pieces) {
    this.in = in;
    this.version = version;
    this.pieces = pieces;
  }

  /// @return empty where the type is not known
  static Optional<KeyType> type(int code) {
    return Optional.ofNullable(
        switch (code) {
          case 0 -> KeyType.STRING;
          case 1, 10, 14, 18 -> KeyType.LIST;
          case 2, 11, 20 -> KeyType.SET;
          case 3, 5, 12, 17 -> KeyType.SORTED_SET;
          case 4, 13, 16, 22, 23, 24, 25 -> KeyType.HASH;
          case 15, 19, 21 -> KeyType.STREAM;
          default -> null;
        });
  }

  /// Reads the value that begins here.
  void read(int code) {
    switch (code) {
      case 0 -> in.pieces(bytes -> pieces.accept(new Piece.Text(bytes)));
      case 1 -> times(in.length(), () -> element(in.string()));
      case 2 -> times(in.length(), () -> member(in.string()));
      case 3 -> times(in.length(), () -> scored(in.string(), textScore()));
      case 4 -> times(in.length(), () -> field(in.string(), in.string()));
      case 5 -> times(in.length(), () -> scored(in.string(), Double.longBitsToDouble(in.int64())));
      case 10 -> ZipList.items(in.string()).forEach(this::element);
      case 11 -> IntSet.items(in.string()).forEach(this::member);
      case 12 -> scored(ZipList.items(in.string()));
      case 13 -> fields(ZipList.items(in.string()));
      case 14 -> times(in.length(), () -> ZipList.items(in.string()).forEach(this::element));
      case 16 -> fields(ListPack.items(in.string()));
      case 17 -> scored(ListPack.items(in.string()));
      case 18 -> times(in.length(), this::node);
      case 20 -> ListPack.items(in.string()).forEach(this::member);
      case 15 -> new RdbStream(in, pieces, 1).read();
      case 19 -> new RdbStream(in, pieces, 2).read();
      case 21 -> new RdbStream(in, pieces, 3).read();
      default -> hash(code, new RdbHash(in, pieces));
    }
  }

  /// The number 22 means something else in each product; the others are of Redis.
  private void hash(int code, RdbHash hash) {
    boolean isValkey = version == RdbSurvey.VALKEY;
    if (code == 22 && isValkey) {
      hash.ofValkey();
      return;
    }
    switch (isValkey ? UNKNOWN : code) {
      case 22 -> hash.byTime();
      case 23 -> hash.packed();
      case 24 -> hash.sinceFirst();
      case 25 -> hash.packedSinceFirst();
      default -> throw new RdbException("a value of the unknown type " + code);
    }
  }

  private static void times(long count, Runnable task) {
    for (long i = 0; i < count; i++) {
      task.run();
    }
  }

  private void node() {
    long form = in.length();
    byte[] bytes = in.string();
    if (form == PLAIN_NODE) {
      element(bytes);
    } else if (form == PACKED_NODE) {
      ListPack.items(bytes).forEach(this::element);
    } else {
      throw new RdbException("an unknown form of a list: " + form);
    }
  }

  private void element(byte[] bytes) {
    pieces.accept(new Piece.Element(bytes));
  }

  private void member(byte[] bytes) {
    pieces.accept(new Piece.Member(bytes));
  }

  private void field(byte[] name, byte[] value) {
    pieces.accept(new Piece.Field(name, value));
  }

  private void scored(byte[] member, double score) {
    pieces.accept(new Piece.Scored(member, score));
  }

  private void fields(List<byte[]> items) {
    requirePairs(items);
    for (int i = 0; i < items.size(); i += 2) {
      field(items.get(i), items.get(i + 1));
    }
  }

  private void scored(List<byte[]> items) {
    requirePairs(items);
    for (int i = 0; i < items.size(); i += 2) {
      scored(items.get(i), score(new String(items.get(i + 1), ISO_8859_1)));
    }
  }

  private static void requirePairs(List<byte[]> items) {
    if (items.size() % 2 != 0) {
      throw new RdbException("a name without a value");
    }
  }

  /// As servers before Redis 4 wrote it.
  private double textScore() {
    int length = in.u8();
    return switch (length) {
      case 253 -> Double.NaN;
      case 254 -> Double.POSITIVE_INFINITY;
      case 255 -> Double.NEGATIVE_INFINITY;
      default -> score(new String(in.bytes(length), ISO_8859_1));
    };
  }

  /// A score as a server writes it.
  ///
  /// @throws RdbException if this is none
  static double score(String text) {
    try {
      return switch (text) {
        case "inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      throw new RdbException("no score: " + Failures.printable(text));
    }
  }
}
