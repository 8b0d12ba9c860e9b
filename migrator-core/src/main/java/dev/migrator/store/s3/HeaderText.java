package dev.migrator.store.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Text of a header's bytes, whose charset no header tells: UTF-8, else RFC 2047, else Latin-1.
final class HeaderText {
  private static final Pattern ENCODED_WORD =
      Pattern.compile("=\\?([^?*\\s]+)(?:\\*[^?\\s]*)?\\?([bBqQ])\\?([^?\\s]*)\\?=");

  private static final Pattern BETWEEN_ENCODED_WORDS = Pattern.compile("(?<=\\?=)\\s+(?==\\?)");

  private HeaderText() {}

  static String decode(byte[] raw) {
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
      return text.contains("=?") ? decodeWords(text) : text;
    } catch (CharacterCodingException _) {
      return new String(raw, ISO_8859_1);
    }
  }

  private static String decodeWords(String text) {
    Matcher words = ENCODED_WORD.matcher(BETWEEN_ENCODED_WORDS.matcher(text).replaceAll(""));
    return words.replaceAll(word -> Matcher.quoteReplacement(decodeWord(word)));
  }

  /// @return the word as it is, where it is not what it seems
  private static String decodeWord(MatchResult word) {
    try {
      Charset charset = Charset.forName(word.group(1));
      byte[] bytes =
          word.group(2).equalsIgnoreCase("B")
              ? Base64.getDecoder().decode(word.group(3))
              : unquote(word.group(3));
      return new String(bytes, charset);
    } catch (IllegalArgumentException _) {
      return word.group();
    }
  }

  private static byte[] unquote(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '=') {
        bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else {
        bytes.write(c == '_' ? ' ' : c);
      }
    }
    return bytes.toByteArray();
  }
}
