package dev.migrator.database.redis;

import static dev.migrator.database.redis.KeyVisitor.FOREVER;

import dev.migrator.error.BundleDamagedException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Understands the commands that [KeyScript] writes, and nothing else: a bundle that somebody has
/// altered must not have a server do anything but take keys. Not for several threads.
final class SavedKeys {
  private static final int XCLAIM_WORDS = 12;

  private final String file;
  private final KeyVisitor visitor;

  /// Of the last `HSET`, whose expiry may follow.
  private final Map<ByteBuffer, Piece.Field> fields = new LinkedHashMap<>();

  private byte @Nullable [] key;
  private @Nullable KeyType type;
  private boolean isFirst = true;

  /// @param file for messages
  SavedKeys(String file, KeyVisitor visitor) {
    this.file = file;
    this.visitor = visitor;
  }

  /// Takes the next command.
  ///
  /// @return the key that it is for; empty where it is for none, and not to be sent
  /// @throws BundleDamagedException if it is not one that makes keys
  Optional<byte[]> take(Command command) {
    boolean wasFirst = isFirst;
    isFirst = false;
    try {
      if (command.name().equals("SELECT")) {
        require(wasFirst && command.words().size() == 2);
        return Optional.empty();
      }
      return Optional.of(understood(command));
    } catch (RdbException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw damaged(command);
    }
  }

  /// All commands were taken.
  void end() {
    passFields();
    endWith(FOREVER);
  }

  private BundleDamagedException damaged(Command command) {
    return new BundleDamagedException(
        "%s holds a command that does not belong there: %s"
            .formatted(file, Failures.printable(command.name())),
        "Run `migrator verify`, and find out who has altered the bundle. Nothing of this command was sent.");
  }

  private static void require(boolean is) {
    if (!is) {
      throw new IllegalArgumentException("not as it is written");
    }
  }

  private byte[] understood(Command command) {
    List<byte[]> words = command.words();
    if (command.name().equals("HPEXPIREAT")) {
      expire(command, words);
    } else {
      passFields();
      keys(command, words);
    }
    return words.get(command.name().equals("XGROUP") ? 2 : 1);
  }

  private void expire(Command command, List<byte[]> words) {
    require(words.size() > 5 && command.text(3).equals("FIELDS"));
    require(Integer.parseInt(command.text(4)) == words.size() - 5);
    requireKey(words.get(1));
    long expiresAt = Long.parseLong(command.text(2));
    require(expiresAt >= 0);
    for (byte[] name : words.subList(5, words.size())) {
      Piece.Field field = known(name);
      require(!field.expires());
      fields.replace(ByteBuffer.wrap(name), new Piece.Field(name, field.value(), expiresAt));
    }
  }

  private Piece.Field known(byte[] name) {
    Piece.Field field = fields.get(ByteBuffer.wrap(name));
    require(field != null);
    return Objects.requireNonNull(field);
  }

  private void passFields() {
    fields.values().forEach(visitor::piece);
    fields.clear();
  }

  private void keys(Command command, List<byte[]> words) {
    switch (command.name()) {
      case "DEL" -> {
        require(words.size() == 2);
        next(words.get(1));
      }
      case "SET" -> {
        require(words.size() == 3);
        next(words.get(1));
        piece(command, KeyType.STRING, new Piece.Text(words.get(2)));
      }
      case "RESTORE" -> {
        require(words.size() == 5 && command.text(4).equals("ABSTTL") && type == null);
        requireKey(words.get(1));
        payload(words.get(1), command.text(2), Payload.of(words.get(3)));
      }
      case "PEXPIREAT" -> {
        require(words.size() == 3 && type != null);
        requireKey(words.get(1));
        endWith(Long.parseLong(command.text(2)));
      }
      default -> pieces(command, words);
    }
  }

  private void payload(byte[] named, String expiry, Payload payload) {
    require(expiry.matches("\\d{1,18}"));
    long expiresAt = Long.parseLong(expiry);
    visitor.payload(named, payload, expiresAt == 0 ? FOREVER : expiresAt);
    key = null;
  }

  private void next(byte[] begun) {
    require(!Arrays.equals(begun, Ledger.KEY));
    if (Arrays.equals(begun, key)) {
      visitor.drop(begun);
    } else {
      endWith(FOREVER);
    }
    key = begun;
    type = null;
  }

  private void endWith(long expiresAtMillis) {
    if (type != null) {
      visitor.end(expiresAtMillis);
    }
    key = null;
    type = null;
  }

  private void requireKey(byte[] named) {
    require(Arrays.equals(named, key));
  }

  private void piece(Command command, KeyType of, Piece piece) {
    begin(command.words().get(1), of);
    visitor.piece(piece);
  }

  private void begin(byte[] named, KeyType of) {
    requireKey(named);
    if (type == null) {
      visitor.begin(named, of);
      type = of;
    }
    require(type == of);
  }

  private void pieces(Command command, List<byte[]> words) {
    switch (command.name()) {
      case "APPEND" -> {
        require(words.size() == 3 && type != null);
        piece(command, KeyType.STRING, new Piece.Text(words.get(2)));
      }
      case "RPUSH" ->
          rest(words, 1).forEach(one -> piece(command, KeyType.LIST, new Piece.Element(one)));
      case "SADD" ->
          rest(words, 1).forEach(one -> piece(command, KeyType.SET, new Piece.Member(one)));
      case "HSET" -> {
        begin(words.get(1), KeyType.HASH);
        List<byte[]> rest = rest(words, 2);
        for (int i = 0; i < rest.size(); i += 2) {
          field(rest.get(i), rest.get(i + 1));
        }
      }
      case "ZADD" -> {
        List<byte[]> rest = rest(words, 2);
        for (int i = 0; i < rest.size(); i += 2) {
          double score = RdbValue.score(command.text(2 + i));
          piece(command, KeyType.SORTED_SET, new Piece.Scored(rest.get(i + 1), score));
        }
      }
      default -> stream(command, words);
    }
  }

  private void field(byte[] name, byte[] value) {
    if (fields.containsKey(ByteBuffer.wrap(name))) {
      passFields();
    }
    fields.put(ByteBuffer.wrap(name), new Piece.Field(name, value));
  }

  /// What follows the key.
  private static List<byte[]> rest(List<byte[]> words, int step) {
    List<byte[]> rest = words.subList(2, words.size());
    require(!rest.isEmpty() && rest.size() % step == 0);
    return rest;
  }

  private void stream(Command command, List<byte[]> words) {
    switch (command.name()) {
      case "XADD" -> {
        if (command.text(2).equals("MAXLEN")) {
          require(words.size() == 7 && command.text(3).equals("0"));
          begin(words.get(1), KeyType.STREAM);
        } else {
          require(words.size() > 4 && words.size() % 2 == 1);
          piece(
              command,
              KeyType.STREAM,
              new Piece.Entry(StreamId.parse(command.text(2)), words.subList(3, words.size())));
        }
      }
      case "XSETID" -> piece(command, KeyType.STREAM, state(command));
      case "XGROUP" -> {
        begin(words.get(2), KeyType.STREAM);
        visitor.piece(group(command));
      }
      case "XCLAIM" -> piece(command, KeyType.STREAM, pending(command));
      default -> throw new IllegalArgumentException("no command that makes keys");
    }
  }

  private static Piece state(Command command) {
    StreamId last = StreamId.parse(command.text(2));
    if (command.words().size() == 3) {
      return new Piece.State(last, Piece.UNKNOWN, StreamId.ZERO);
    }
    require(command.words().size() == 7);
    require(command.text(3).equals("ENTRIESADDED") && command.text(5).equals("MAXDELETEDID"));
    return new Piece.State(last, Long.parseLong(command.text(4)), StreamId.parse(command.text(6)));
  }

  private static Piece group(Command command) {
    List<byte[]> words = command.words();
    if (command.text(1).equals("CREATECONSUMER")) {
      require(words.size() == 5);
      return new Piece.Consumer(words.get(3), words.get(4));
    }
    require(command.text(1).equals("CREATE") && (words.size() == 5 || words.size() == 7));
    require(words.size() == 5 || command.text(5).equals("ENTRIESREAD"));
    long read = words.size() == 5 ? Piece.UNKNOWN : Long.parseLong(command.text(6));
    return new Piece.Group(words.get(3), StreamId.parse(command.text(4)), read);
  }

  private static Piece pending(Command command) {
    List<byte[]> words = command.words();
    require(words.size() == XCLAIM_WORDS && command.text(4).equals("0"));
    require(command.text(6).equals("TIME") && command.text(8).equals("RETRYCOUNT"));
    require(command.text(10).equals("FORCE") && command.text(11).equals("JUSTID"));
    return new Piece.Pending(
        words.get(2),
        words.get(3),
        StreamId.parse(command.text(5)),
        Long.parseLong(command.text(7)),
        Long.parseLong(command.text(9)));
  }
}
