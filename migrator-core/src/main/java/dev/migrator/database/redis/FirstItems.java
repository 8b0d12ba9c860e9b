package dev.migrator.database.redis;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The command that begins a sorted set or a hash, as a payload for `RESTORE`. By `ZADD` and `HSET`
/// a server looks through all items of a small one for each that comes, by a payload it does not.
/// The forms are those that Redis 4 wrote, and every server since then reads.
final class FirstItems {
  private static final int SORTED_SET = 5;
  private static final int HASH = 4;
  private static final int VERSION = 9; // of the RDBs of Redis 5 and 6
  private static final int LENGTH_OF_FOUR_BYTES = 0x80;

  private FirstItems() {}

  /// Whether a server takes payloads from this user. Nothing is written.
  static boolean isTakenBy(Connection connection) {
    return connection.ask(Command.of("RESTORE", Ledger.NAME, 0, "x"))
            instanceof Reply.Refusal(String said)
        && (said.startsWith("BUSYKEY") || said.contains("payload version or checksum"));
  }

  /// @param command the first of its key after `DEL`, of a form that [SavedKeys] takes
  /// @return empty where it is of another type, or names an item twice
  static Optional<Command> of(Command command) {
    return switch (command.name()) {
      case "ZADD" -> payload(command, SORTED_SET, FirstItems::scored);
      case "HSET" -> payload(command, HASH, FirstItems::field);
      default -> Optional.empty();
    };
  }

  private interface Item {
    /// Writes it.
    ///
    /// @return its name
    byte[] write(byte[] first, byte[] second, ByteArrayOutputStream body);
  }

  private static byte[] scored(byte[] score, byte[] member, ByteArrayOutputStream body) {
    text(body, member);
    double value = RdbValue.score(new Reply.Bulk(score).text());
    body.writeBytes(
        ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array());
    return member;
  }

  private static byte[] field(byte[] name, byte[] value, ByteArrayOutputStream body) {
    text(body, name);
    text(body, value);
    return name;
  }

  private static Optional<Command> payload(Command command, int type, Item item) {
    List<byte[]> words = command.words();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.write(type);
    length(body, (words.size() - 2) / 2);
    Set<ByteBuffer> names = new HashSet<>();
    for (int i = 2; i + 1 < words.size(); i += 2) {
      if (!names.add(ByteBuffer.wrap(item.write(words.get(i), words.get(i + 1), body)))) {
        return Optional.empty(); // a server may take the payload, and be damaged by it
      }
    }
    Dump dump = Dump.ofRdb(body.toByteArray(), VERSION);
    return Optional.of(Command.of("RESTORE", words.get(1), 0, dump.bytes()));
  }

  private static void text(ByteArrayOutputStream body, byte[] text) {
    length(body, text.length);
    body.writeBytes(text);
  }

  private static void length(ByteArrayOutputStream body, int length) {
    if (length < 1 << 6) {
      body.write(length);
    } else {
      body.write(LENGTH_OF_FOUR_BYTES);
      body.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    }
  }
}
