package dev.migrator.database.redis;

import java.util.ArrayList;
import java.util.List;

/// Reads small keys of every type by `DUMP`: type, value and expiry of fields are of one instant,
/// when the key expires is asked for next. While some are read, the server is asked how large the
/// next ones are; so many keys cost one round trip. Not for several threads.
final class SmallKeys {
  private static final int KEYS_AT_ONE_TIME = 100;

  private static final long SMALL_BYTES = 1 << 18;
  private static final long GONE = -2;

  private final Connection connection;
  private final Server server;
  private final KeyVisitor visitor;

  /// Whether the last keys were read, or some of them.
  private boolean isOfUse = true;

  SmallKeys(Connection connection, Server server, KeyVisitor visitor) {
    this.connection = connection;
    this.server = server;
    this.visitor = visitor;
  }

  /// Reads keys of the database that is selected; what is not there, or no longer, is left out.
  ///
  /// @return those that are to be read otherwise: they are large, or the server does not tell how
  ///   large, or gives no `DUMP`, or one with something that is not known here
  List<byte[]> read(List<byte[]> keys) {
    List<byte[]> others = new ArrayList<>();
    List<byte[]> small = List.of();
    for (int from = 0; from < keys.size(); from += KEYS_AT_ONE_TIME) {
      int to = Math.min(keys.size(), from + KEYS_AT_ONE_TIME);
      small = turn(small, keys.subList(from, to), others);
    }
    turn(small, List.of(), others);
    return others;
  }

  /// Reads some, and measures the next.
  ///
  /// @return the small ones of the next
  private List<byte[]> turn(List<byte[]> some, List<byte[]> next, List<byte[]> others) {
    if (!isOfUse) {
      others.addAll(some);
      others.addAll(next);
      return List.of();
    }
    some.forEach(this::ask);
    next.forEach(key -> connection.send(Command.of("MEMORY", "USAGE", key)));
    boolean isAnyRead = receive(some, others);
    List<byte[]> small = receiveSizes(next, others);
    isOfUse &= isAnyRead;
    return small;
  }

  /// @return false if not one could be read
  private boolean receive(List<byte[]> some, List<byte[]> others) {
    List<byte[]> unread = some.stream().filter(key -> !isRead(key)).toList();
    others.addAll(unread);
    return some.isEmpty() || unread.size() < some.size();
  }

  private List<byte[]> receiveSizes(List<byte[]> next, List<byte[]> others) {
    List<byte[]> small = new ArrayList<>();
    int refusals = 0;
    for (byte[] key : next) {
      switch (connection.receive()) {
        case Reply.Whole(long bytes) -> (bytes <= SMALL_BYTES ? small : others).add(key);
        case Reply.Refusal _ -> {
          refusals++;
          others.add(key);
        }
        case Reply.Bulk _ -> {} // gone
        case Reply.Status _, Reply.Many _ -> throw Failures.unexpected("MEMORY USAGE");
      }
    }
    isOfUse = next.isEmpty() || refusals < next.size();
    return small;
  }

  private void ask(byte[] key) {
    connection.send(Command.of("DUMP", key));
    if (server.exactExpiry()) {
      connection.send(Command.of("PEXPIRETIME", key));
    } else {
      connection.send(Command.of("TIME"));
      connection.send(Command.of("PTTL", key));
    }
  }

  /// Or gone.
  private boolean isRead(byte[] key) {
    Reply dump = connection.receive();
    long now = server.exactExpiry() ? 0 : Server.millis(connection.receive());
    Reply expiry = connection.receive();
    if (dump instanceof Reply.Refusal || expiry instanceof Reply.Refusal) {
      return false;
    }
    byte[] bytes = dump.bytes();
    long told = expiry.number();
    return bytes == null
        || told == GONE
        || isPassed(key, bytes, told < 0 ? KeyVisitor.FOREVER : now + told);
  }

  private boolean isPassed(byte[] key, byte[] bytes, long expiresAtMillis) {
    try {
      pass(key, Dump.of(bytes), expiresAtMillis);
      return true;
    } catch (RdbException e) {
      return false; // the commands of its type tell what is wrong, if something is
    }
  }

  private void pass(byte[] key, Dump dump, long expiresAtMillis) {
    if (dump.isOfModule()) {
      visitor.payload(key, Payload.of(dump), expiresAtMillis);
    } else {
      SmallValue.pass(key, dump.type(), dump.pieces(), expiresAtMillis, visitor);
    }
  }
}
