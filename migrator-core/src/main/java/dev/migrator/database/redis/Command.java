package dev.migrator.database.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.OpenCut.ByteSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A command as it goes over the wire: an array of bulk strings (Redis, "Redis serialization
/// protocol specification").
record Command(List<byte[]> words) {
  private static final byte[] LINE_END = {'\r', '\n'};

  /// @param words texts, numbers, ids of streams and bytes
  static Command of(Object... words) {
    List<byte[]> list = new ArrayList<>(words.length);
    for (Object word : words) {
      list.add(word instanceof byte[] bytes ? bytes : word.toString().getBytes(UTF_8));
    }
    return new Command(list);
  }

  /// The first word, in capitals.
  String name() {
    return text(0).toUpperCase(Locale.ROOT);
  }

  /// A word, each byte a character.
  String text(int word) {
    return new String(words.get(word), ISO_8859_1);
  }

  long size() {
    return words.stream().mapToLong(word -> word.length).sum();
  }

  void write(ByteSink sink) {
    line(sink, "*" + words.size());
    for (byte[] word : words) {
      line(sink, "$" + word.length);
      sink.write(word, 0, word.length);
      sink.write(LINE_END, 0, LINE_END.length);
    }
  }

  private static void line(ByteSink sink, String text) {
    byte[] line = (text + "\r\n").getBytes(ISO_8859_1);
    sink.write(line, 0, line.length);
  }
}
