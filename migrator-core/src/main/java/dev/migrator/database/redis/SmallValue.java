package dev.migrator.database.redis;

import java.util.ArrayList;
import java.util.List;

/// Reads a value by one command.
final class SmallValue {
  private SmallValue() {}

  static Command command(Candidate candidate) {
    byte[] key = candidate.key();
    return switch (candidate.type()) {
      case STRING -> Command.of("GET", key);
      case LIST -> Command.of("LRANGE", key, 0, -1);
      case SET -> Command.of("SMEMBERS", key);
      case HASH -> Command.of("HGETALL", key);
      case SORTED_SET -> Command.of("ZRANGE", key, 0, -1, "WITHSCORES");
      case STREAM -> throw new IllegalArgumentException("no command reads all of a stream");
    };
  }

  static void pass(Candidate candidate, Reply value, KeyVisitor visitor) {
    if (candidate.type() == KeyType.STRING) {
      byte[] text = value.bytes();
      if (text != null) {
        visitor.begin(candidate.key(), candidate.type());
        visitor.piece(new Piece.Text(text));
        visitor.end(candidate.expiresAtMillis());
      }
    } else {
      pass(candidate, pieces(candidate.type(), value.items()), visitor);
    }
  }

  /// As [#pass(byte\[\], KeyType, List, long, KeyVisitor)].
  static void pass(Candidate candidate, List<Piece> pieces, KeyVisitor visitor) {
    pass(candidate.key(), candidate.type(), pieces, candidate.expiresAtMillis(), visitor);
  }

  /// @param pieces all of the value; none if it is not there
  static void pass(
      byte[] key, KeyType type, List<Piece> pieces, long expiresAtMillis, KeyVisitor visitor) {
    if (!pieces.isEmpty()) {
      visitor.begin(key, type);
      pieces.forEach(visitor::piece);
      visitor.end(expiresAtMillis);
    }
  }

  /// Of items as a server lists them.
  static List<Piece> pieces(KeyType type, List<Reply> items) {
    int step = type == KeyType.HASH || type == KeyType.SORTED_SET ? 2 : 1;
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i + step <= items.size(); i += step) {
      pieces.add(piece(type, items.get(i).someBytes(), items.get(i + step - 1)));
    }
    return pieces;
  }

  private static Piece piece(KeyType type, byte[] first, Reply second) {
    return switch (type) {
      case LIST -> new Piece.Element(first);
      case SET -> new Piece.Member(first);
      case HASH -> new Piece.Field(first, second.someBytes());
      case SORTED_SET -> new Piece.Scored(first, RdbValue.score(second.text()));
      case STRING, STREAM -> throw new IllegalArgumentException("no items: " + type);
    };
  }
}
