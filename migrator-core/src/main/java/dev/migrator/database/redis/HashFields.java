package dev.migrator.database.redis;

import dev.migrator.error.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Some fields of a hash as a server lists them, and when they expire (Redis, `HPEXPIRETIME`).
///
/// @param items names and values by turns
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record HashFields(byte[] key, List<Reply> items) {
  private static final long NO_SUCH_FIELD = -2;

  /// Asks when they expire.
  Command question() {
    List<byte[]> words =
        new ArrayList<>(Command.of("HPEXPIRETIME", key, "FIELDS", items.size() / 2).words());
    for (int i = 0; i + 1 < items.size(); i += 2) {
      words.add(items.get(i).someBytes());
    }
    return new Command(words);
  }

  /// Those that are still there.
  ///
  /// @param answer to the question
  /// @param unread is told why where the server does not tell; then none is said to expire
  List<Piece> fields(Reply answer, Consumer<String> unread) {
    if (answer instanceof Reply.Refusal(String said)) {
      requireThere(said);
      unread.accept(Failures.printable(said));
      return SmallValue.pieces(KeyType.HASH, items);
    }
    List<Reply> times = answer.items();
    List<Piece> fields = new ArrayList<>();
    for (int i = 0; i < times.size() && 2 * i + 1 < items.size(); i++) {
      long time = times.get(i).number();
      if (time != NO_SUCH_FIELD) {
        byte[] value = items.get(2 * i + 1).someBytes();
        fields.add(new Piece.Field(items.get(2 * i).someBytes(), value, time));
      }
    }
    return fields;
  }

  private static void requireThere(String said) {
    StoreException failure = Failures.of("reading when fields of a hash expire", said);
    if (!Failures.isRefusal(failure)) {
      throw failure;
    }
  }
}
