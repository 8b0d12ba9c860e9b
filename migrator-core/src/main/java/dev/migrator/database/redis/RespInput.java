package dev.migrator.database.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what is written in Redis's protocol: replies of a server, or commands of a file. Not for
/// several threads.
final class RespInput {
  private static final int LONGEST_LINE = 1 << 16;
  private static final int MOST_WORDS = 1 << 24;
  private static final int FIRST_BYTES = 1 << 20;

  private final InputStream in;

  /// @param in buffered
  RespInput(InputStream in) {
    this.in = in;
  }

  /// A line without its end.
  ///
  /// @throws EOFException if there is no whole one
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection was closed");
      }
      if (line.length() > LONGEST_LINE) {
        throw new IOException("a line without an end");
      }
      line.append((char) c);
    }
    int length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    return line.toString();
  }

  Reply reply() throws IOException {
    String line = line();
    String rest = line.isEmpty() ? "" : line.substring(1);
    return switch (line.isEmpty() ? '\0' : line.charAt(0)) {
      case '+' -> new Reply.Status(rest);
      case '-' -> new Reply.Refusal(rest);
      case ':' -> new Reply.Whole(number(rest));
      case '$' -> new Reply.Bulk(bulk(rest));
      case '*' -> many(rest);
      default -> throw new IOException("no reply of Redis: " + Failures.printable(line));
    };
  }

  private Reply many(String count) throws IOException {
    long items = number(count);
    if (items < 0) {
      return new Reply.Bulk(null);
    }
    List<Reply> list = new ArrayList<>();
    for (long i = 0; i < items; i++) {
      list.add(reply());
    }
    return new Reply.Many(list);
  }

  /// The next command; null at the end.
  @Nullable Command command() throws IOException {
    in.mark(1);
    if (in.read() < 0) {
      return null;
    }
    in.reset();
    long count = prefixed('*');
    if (count < 1 || count > MOST_WORDS) {
      throw new IOException("a command of %d words".formatted(count));
    }
    List<byte[]> words = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      byte[] word = bulk(Long.toString(prefixed('$')));
      if (word == null) {
        throw new IOException("a command with a word that is none");
      }
      words.add(word);
    }
    return new Command(words);
  }

  private long prefixed(char prefix) throws IOException {
    String line = line();
    if (line.isEmpty() || line.charAt(0) != prefix) {
      throw new IOException("no command of Redis: " + Failures.printable(line));
    }
    return number(line.substring(1));
  }

  /// @throws EOFException if there is less; memory is taken only for what is really there
  private byte @Nullable [] bulk(String count) throws IOException {
    long length = number(count);
    if (length < 0) {
      return null;
    }
    if (length > Integer.MAX_VALUE - FIRST_BYTES) {
      throw new IOException("a text of %d bytes".formatted(length));
    }
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length || in.read() != '\r' || in.read() != '\n') {
      throw new EOFException("the end of a text is missing");
    }
    return bytes;
  }

  private static long number(String text) throws IOException {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IOException("no number: " + Failures.printable(text), e);
    }
  }

  /// As the bytes of a text.
  static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /// What is read from the same stream, for a format of another kind.
  InputStream stream() {
    return in;
  }
}
