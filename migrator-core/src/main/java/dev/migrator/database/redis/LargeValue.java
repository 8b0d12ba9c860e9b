package dev.migrator.database.redis;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads a value by parts, while others may change it.
final class LargeValue {
  private final Connection connection;
  private final Candidate candidate;
  private final KeyVisitor visitor;
  private final Pieces pieces;
  private boolean isBegun;

  /// What items are that a server lists.
  interface Pieces {
    /// Without those that are gone since.
    List<Piece> of(List<Reply> items);
  }

  LargeValue(Connection connection, Candidate candidate, KeyVisitor visitor, Pieces pieces) {
    this.connection = connection;
    this.candidate = candidate;
    this.visitor = visitor;
    this.pieces = pieces;
  }

  void read() {
    switch (candidate.type()) {
      case STRING -> text();
      case LIST -> list();
      case SET -> scanOnce("SSCAN");
      case HASH -> scanOnce("HSCAN");
      case SORTED_SET -> scanOnce("ZSCAN");
      case STREAM -> throw new IllegalArgumentException("a stream is read elsewhere");
    }
    if (isBegun) {
      visitor.end(candidate.expiresAtMillis());
    } else {
      visitor.drop(candidate.key()); // gone since, perhaps after a first scan of it
    }
  }

  private void begin() {
    if (!isBegun) {
      visitor.begin(candidate.key(), candidate.type());
      isBegun = true;
    }
  }

  private void text() {
    long size = candidate.part();
    byte[] part = candidate.key();
    for (long from = 0; part.length > 0; from += size) {
      part =
          connection
              .call(Command.of("GETRANGE", candidate.key(), from, from + size - 1))
              .someBytes();
      if (part.length > 0) {
        begin();
        visitor.piece(new Piece.Text(part));
      }
    }
  }

  private void list() {
    long size = candidate.part();
    List<Reply> part = List.of(new Reply.Whole(0));
    for (long from = 0; !part.isEmpty(); from += size) {
      part = connection.call(Command.of("LRANGE", candidate.key(), from, from + size - 1)).items();
      pass(part);
    }
  }

  private void pass(List<Reply> items) {
    List<Piece> part = items.isEmpty() ? List.of() : pieces.of(items);
    if (!part.isEmpty()) {
      begin();
      part.forEach(visitor::piece);
    }
  }

  /// A scan gives an item more than once if the table shrinks meanwhile. Where the count says so,
  /// it is made again, and what was seen is remembered.
  private void scanOnce(String command) {
    long before = length();
    long count = scan(command, null);
    if (count != before || count != length()) {
      isBegun = false;
      scan(command, new HashSet<>());
    }
  }

  private long length() {
    return connection.call(Command.of(candidate.type().lengthCommand(), candidate.key())).number();
  }

  private long scan(String command, @org.jspecify.annotations.Nullable Set<Hash128> seen) {
    String cursor = "0";
    long count = 0;
    int step = candidate.type() == KeyType.SET ? 1 : 2;
    do {
      List<Reply> answer =
          connection
              .call(Command.of(command, candidate.key(), cursor, "COUNT", candidate.part()))
              .items();
      if (answer.size() != 2) {
        throw Failures.unexpected(command);
      }
      List<Reply> items = answer.get(1).items();
      pass(seen == null ? items : unseen(items, step, seen));
      count += items.size() / step;
      cursor = answer.get(0).text();
    } while (!cursor.equals("0"));
    return count;
  }

  private static List<Reply> unseen(List<Reply> items, int step, Set<Hash128> seen) {
    List<Reply> left = new ArrayList<>();
    for (int i = 0; i + step <= items.size(); i += step) {
      if (seen.add(Hash128.of(items.get(i).someBytes()))) {
        left.addAll(items.subList(i, i + step));
      }
    }
    return left;
  }
}
