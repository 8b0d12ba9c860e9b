package dev.migrator.store.s3;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What is legal in a key and yet not every host takes.
@SuppressWarnings("ImmutableEnumChecker") // its functions have no state
enum KeyOddity {
  EMPTY_COMPONENT("`//`", key -> key.contains("//"), name -> name + "//x"),
  LEADING_SLASH("a leading `/`", key -> key.startsWith("/"), name -> "/" + name),
  TRAILING_SLASH("a trailing `/`", key -> key.endsWith("/"), name -> name + "/"),
  DOT("a component `.`", key -> hasComponent(key, "."), name -> name + "/./x"),
  DOT_DOT("a component `..`", key -> hasComponent(key, ".."), name -> name + "/../" + name),
  BACKSLASH("a backslash", key -> key.contains("\\"), name -> name + "\\x"),
  NUL("a NUL", has(c -> c == 0), name -> name + "\u0000x"),
  LINE_BREAK("a tab or line break", has(KeyOddity::isLineBreak), name -> name + "\t\r\nx"),
  CONTROL("a control character", has(KeyOddity::isControl), name -> name + "\u0001\u001f\u007fx"),
  NONCHARACTER("U+FFFE or U+FFFF", has(c -> c >= 0xFFFE && c <= 0xFFFF), name -> name + "\uFFFEx"),
  NON_ASCII("a character beyond ASCII", has(c -> c > 0x7F), name -> name + "\u00FC\u4E2D"),
  SUPPLEMENTARY("a character beyond U+FFFF", has(c -> c > 0xFFFF), name -> name + "\uD83D\uDE00"),
  DECOMPOSED("a decomposed character", key -> !isComposed(key), name -> name + "u\u0308"),
  MARKUP("one of `&<>\"'`", has(c -> "&<>\"'".indexOf(c) >= 0), name -> name + "&amp;<x>\"'"),
  URL("one of `%+?#` or a space", has(c -> "%+?# ".indexOf(c) >= 0), name -> name + "%41+?# x"),
  LONG_COMPONENT(
      "a component over 255 bytes",
      key -> Arrays.stream(key.split("/", -1)).anyMatch(c -> bytes(c) > 255),
      name -> name + "x".repeat(300)),
  LONG("over 800 bytes", key -> bytes(key) > 800, name -> name + "/0123456".repeat(120));

  private final String words;
  private final Predicate<String> isIn;
  private final UnaryOperator<String> example;

  KeyOddity(String words, Predicate<String> isIn, UnaryOperator<String> example) {
    this.words = words;
    this.isIn = isIn;
    this.example = example;
  }

  /// For messages.
  String words() {
    return words;
  }

  boolean isIn(String key) {
    return isIn.test(key);
  }

  /// A key that has this oddity and starts with `name`, or with a slash and `name`.
  String example(String name) {
    return example.apply(name);
  }

  private static Predicate<String> has(IntPredicate kind) {
    return key -> key.codePoints().anyMatch(kind);
  }

  private static boolean hasComponent(String key, String component) {
    return ("/" + key + "/").contains("/" + component + "/");
  }

  private static boolean isLineBreak(int c) {
    return c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean isControl(int c) {
    return c != 0 && !isLineBreak(c) && Character.isISOControl(c);
  }

  private static boolean isComposed(String key) {
    return Normalizer.isNormalized(key, Normalizer.Form.NFC);
  }

  private static int bytes(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
  }
}
