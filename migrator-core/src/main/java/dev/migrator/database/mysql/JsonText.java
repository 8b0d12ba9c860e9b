package dev.migrator.database.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/// A value of MySQL's JSON, as it is written for the server to read. MySQL keeps decimal numbers in
/// it exactly, as `19.90`, but reads every number with a point as a DOUBLE. A value that would lose
/// something by that is written as the functions that make it.
final class JsonText {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  /// Any decimal number of so many digits can be had back from a DOUBLE.
  private static final int SURE_DIGITS = 15;

  private static final int MOST_DIGITS = 17;
  private static final int DIGITS_OF_LONG = 18;

  private final byte[] text;

  JsonText(byte[] text) {
    this.text = text;
  }

  void write(SqlBytes sql) {
    if (isExact()) {
      sql.add("_utf8mb4");
      sql.quoted(text);
      return;
    }
    try (JsonParser parser = JSON.createParser(text)) {
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        container(parser, sql);
      } else {
        sql.add("JSON_EXTRACT(JSON_ARRAY(" + number(parser.getText()) + "),_utf8mb4'$[0]')");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a JSON value is none", e);
    }
  }

  /// Whether the server reads every number as it wrote it.
  private boolean isExact() {
    for (int at = 0; at < text.length; at++) {
      byte b = text[at];
      if (b == '"') {
        at = endOfText(at);
      } else if (b == '-' || (b >= '0' && b <= '9')) {
        int end = endOfNumber(at);
        if (!isExact(new String(text, at, end - at, UTF_8))) {
          return false;
        }
        at = end - 1;
      }
    }
    return true;
  }

  private int endOfText(int from) {
    int at = from + 1;
    while (text[at] != '"') {
      at += text[at] == '\\' ? 2 : 1;
    }
    return at;
  }

  private int endOfNumber(int from) {
    int at = from;
    while (at < text.length && "+-.0123456789eE".indexOf(text[at]) >= 0) {
      at++;
    }
    return at;
  }

  private static boolean isExact(String number) {
    if (number.indexOf('e') >= 0) {
      return true; // which only a DOUBLE has
    }
    int point = number.indexOf('.');
    if (point < 0) {
      return number.length() <= DIGITS_OF_LONG || isInteger(new BigInteger(number));
    }
    boolean endsEarly = number.endsWith("0") && number.length() > point + 2;
    return !endsEarly && (number.length() - 1 <= SURE_DIGITS || isDouble(number));
  }

  private static boolean isInteger(BigInteger number) {
    return number.compareTo(LEAST) >= 0 && number.compareTo(MOST) <= 0;
  }

  /// Whether it is the shortest text of one.
  private static boolean isDouble(String number) {
    BigDecimal exact = new BigDecimal(number);
    return exact.precision() <= MOST_DIGITS
        && exact.compareTo(new BigDecimal(Double.toString(exact.doubleValue()))) == 0;
  }

  private static String number(String number) {
    boolean isDouble = number.indexOf('.') >= 0 && number.indexOf('e') < 0 && isExact(number);
    return isDouble ? number + "e0" : number;
  }

  private static void container(JsonParser parser, SqlBytes sql) throws IOException {
    boolean isObject = parser.currentToken() == JsonToken.START_OBJECT;
    sql.add(isObject ? "JSON_OBJECT(" : "JSON_ARRAY(");
    boolean isFirst = true;
    for (JsonToken token = parser.nextToken(); !token.isStructEnd(); token = parser.nextToken()) {
      if (!isFirst) {
        sql.add(',');
      }
      isFirst = false;
      if (token == JsonToken.FIELD_NAME) {
        text(parser.currentName(), sql);
        sql.add(',');
        token = parser.nextToken();
      }
      value(parser, token, sql);
    }
    sql.add(')');
  }

  private static void value(JsonParser parser, JsonToken token, SqlBytes sql) throws IOException {
    if (token.isStructStart()) {
      container(parser, sql);
    } else if (token == JsonToken.VALUE_STRING) {
      text(parser.getText(), sql);
    } else if (token.isNumeric()) {
      sql.add(number(parser.getText()));
    } else {
      sql.add(
          token == JsonToken.VALUE_NULL
              ? "NULL"
              : token == JsonToken.VALUE_TRUE ? "TRUE" : "FALSE");
    }
  }

  private static void text(String text, SqlBytes sql) {
    sql.add("_utf8mb4");
    sql.quoted(text.getBytes(UTF_8));
  }
}
