package dev.migrator.database.mysql;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.error.BundleDamagedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// Reads what [RowWriter] writes and nothing else: the head, then statements that insert literals
/// into one table. Whatever a bundle holds besides is refused before the server sees it. They are
/// for a connection whose literals are bytes. Not for several threads.
final class InsertReader {
  private static final int END_BYTES = 2;
  private static final int LONGEST_STATEMENT_BYTES = Integer.MAX_VALUE - (1 << 10);

  /// Of JSON, in MySQL ("The JSON Data Type").
  private static final int MOST_LEVELS = 101;

  private final InputStream in;
  private final String file;
  private final Relation relation;
  private final byte[] insert;
  private byte[] bytes = new byte[1 << 16];
  private int size;
  private int at;

  /// @param file for messages
  InsertReader(InputStream in, String file, Relation relation) {
    this.in = in;
    this.file = file;
    this.relation = relation;
    this.insert = relation.insert().getBytes(UTF_8);
  }

  void head() {
    expect(RowWriter.HEAD);
    if (relation.rows() == Relation.Rows.WITH_HISTORY) {
      expect(RowWriter.HISTORY_HEAD);
    }
  }

  /// @return the next statement without its end, valid until the next call; empty at the end
  ByteBuffer next() {
    System.arraycopy(bytes, at, bytes, 0, size - at);
    size -= at;
    at = 0;
    if (peek() < 0) {
      return ByteBuffer.allocate(0);
    }
    expect(insert);
    boolean isMore;
    do {
      row();
      int c = take();
      isMore = c == ',';
      if ((!isMore && c != ';') || take() != '\n') {
        throw refused("a row does not end as it should");
      }
    } while (isMore);
    return ByteBuffer.wrap(bytes, 0, at - END_BYTES);
  }

  private void row() {
    require('(');
    for (int i = 0; i < relation.columns().size(); i++) {
      if (i > 0) {
        require(',');
      }
      if (relation.columns().get(i).form() == Column.Form.JSON) {
        json(MOST_LEVELS);
      } else {
        value();
      }
    }
    require(')');
  }

  /// A literal, or the functions that [JsonText] writes.
  private void json(int levels) {
    switch (peek()) {
      case 'J' -> function(levels);
      case 'T' -> word("TRUE");
      case 'F' -> word("FALSE");
      default -> value();
    }
  }

  private void function(int levels) {
    if (levels == 0) {
      throw refused("a value has too many levels");
    }
    word("JSON_");
    word(peek() == 'O' ? "OBJECT(" : peek() == 'E' ? "EXTRACT(" : "ARRAY(");
    while (peek() != ')') {
      json(levels - 1);
      if (peek() == ',') {
        word(",");
      }
    }
    word(")");
  }

  private void value() {
    int c = peek();
    if (c == '\'') {
      text();
    } else if (c == '_') {
      take();
      word(peek() == 'b' ? "binary" : "utf8mb4");
      text();
    } else if (c == 'N') {
      word("NULL");
    } else {
      number();
    }
  }

  private void word(String word) {
    expect(word.getBytes(ISO_8859_1));
  }

  /// A number, also in hexadecimal digits.
  private void number() {
    int from = at;
    int c = peek();
    while (isOfNumber(c)) {
      at++;
      c = peek();
    }
    if (from == at || !isNumber(from)) {
      throw refused("a value is no literal");
    }
  }

  private static boolean isOfNumber(int c) {
    return (c >= '0' && c <= '9')
        || (c >= 'A' && c <= 'F')
        || c == 'x'
        || c == '-'
        || c == '+'
        || c == '.'
        || c == 'e';
  }

  /// Whether it begins as one, so that it is no word; signs only where they are its own.
  private boolean isNumber(int from) {
    int first = bytes[from] == '-' ? from + 1 : from;
    if (first >= at || bytes[first] < '0' || bytes[first] > '9') {
      return false;
    }
    boolean isHex = at - first > 2 && bytes[first] == '0' && bytes[first + 1] == 'x';
    for (int i = isHex ? first + 2 : first; i < at; i++) {
      byte b = bytes[i];
      boolean isDigit = b >= '0' && b <= '9';
      boolean isSign = (b == '-' || b == '+') && bytes[i - 1] == 'e';
      if (isHex ? !isDigit && (b < 'A' || b > 'F') : !isDigit && !isSign && b != '.' && b != 'e') {
        return false;
      }
    }
    return true;
  }

  private void text() {
    require('\'');
    while (takeUntilSpecial() == '\\') {
      int escape = take();
      if (escape < 0 || !SqlBytes.isEscape(escape)) {
        throw refused("a text has an escape that is none");
      }
    }
  }

  /// Takes bytes up to the next quote or backslash, and that one.
  private int takeUntilSpecial() {
    while (true) {
      int i = at;
      while (i < size && bytes[i] != '\'' && bytes[i] != '\\') {
        i++;
      }
      at = i;
      if (i < size) {
        return bytes[at++];
      }
      if (!fill()) {
        throw refused("it ends within a text");
      }
    }
  }

  private void require(char c) {
    if (take() != c) {
      throw refused("a row is not of the table's %d columns".formatted(relation.columns().size()));
    }
  }

  private void expect(byte[] wanted) {
    for (byte b : wanted) {
      if (take() != (b & 0xFF)) {
        throw refused("it holds something else than rows of " + relation.readable());
      }
    }
  }

  private BundleDamagedException refused(String problem) {
    return new BundleDamagedException(
        "%s is refused near byte %d of a statement: %s".formatted(file, at, problem),
        "Somebody has altered it, or it is of a later version; run `migrator verify`.");
  }

  /// @return -1 at the end
  private int take() {
    int c = peek();
    at += c < 0 ? 0 : 1;
    return c;
  }

  private int peek() {
    if (at == size && !fill()) {
      return -1;
    }
    return bytes[at] & 0xFF;
  }

  private boolean fill() {
    if (size == bytes.length) {
      if (size >= LONGEST_STATEMENT_BYTES / 2) {
        throw refused("a statement is longer than this program can hold");
      }
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    try {
      int read = in.read(bytes, size, bytes.length - size);
      size += Math.max(0, read);
      return read > 0;
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }
}
