package dev.migrator.database.postgres;

import java.util.ArrayList;
import java.util.List;

/// Cuts a script of `pg_dump` into statements, as `psql` would, without obeying its `\` commands:
/// those are dropped. Knows quotes, comments, dollar quotes, brackets and `BEGIN ATOMIC` bodies
/// (PostgreSQL, "Lexical Structure"; the scripts have `standard_conforming_strings` on).
final class SqlScript {
  private final String text;
  private final List<String> statements = new ArrayList<>();
  private int at;
  private int start;
  private boolean begun;
  private int bodies;
  private int brackets;
  private String word = "";

  private SqlScript(String text) {
    this.text = text;
  }

  /// The statements in order, without their semicolons and what stands between them.
  static List<String> statements(String text) {
    SqlScript script = new SqlScript(text);
    script.run();
    return script.statements;
  }

  private void run() {
    while (at < text.length()) {
      step(text.charAt(at));
    }
    end(text.length());
  }

  private void step(char c) {
    if (c == '-' && next() == '-') {
      skipTo(text.indexOf('\n', at));
    } else if (c == '/' && next() == '*') {
      skipComment();
    } else if (c == '\\' && !begun) {
      skipTo(text.indexOf('\n', at));
    } else if (Character.isWhitespace(c)) {
      at++;
    } else {
      begin();
      token(c);
    }
  }

  private void begin() {
    if (!begun) {
      begun = true;
      start = at;
      bodies = 0;
      brackets = 0;
      word = "";
    }
  }

  private void token(char c) {
    if (c == ';' && bodies == 0 && brackets == 0) {
      end(at);
      at++;
    } else if (c == '\'') {
      skipQuoted(c, word.equals("E") && isWordPart(text.charAt(at - 1)));
    } else if (c == '"') {
      skipQuoted(c, false);
    } else if (c == '$' && dollarTag() != null) {
      String tag = dollarTag();
      skipTo(endOf(tag, at + tag.length()));
    } else if (isWordPart(c)) {
      readWord();
    } else {
      brackets += c == '(' ? 1 : c == ')' ? -1 : 0;
      at++;
    }
  }

  private void end(int to) {
    if (begun && start < to) {
      statements.add(text.substring(start, to).strip());
    }
    begun = false;
  }

  private void readWord() {
    int from = at;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    String last = word;
    word = text.substring(from, at).toUpperCase(java.util.Locale.ROOT);
    if (bodies == 0 ? last.equals("BEGIN") && word.equals("ATOMIC") : word.equals("CASE")) {
      bodies++;
    } else if (bodies > 0 && word.equals("END")) {
      bodies--;
    }
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c > 0x7F;
  }

  private void skipQuoted(char quote, boolean escapes) {
    word = "";
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      at += escapes && c == '\\' ? 2 : 1;
      if (c == quote) {
        return; // a doubled quote begins the next part of the same text
      }
    }
  }

  private void skipComment() {
    int nested = 0;
    do {
      if (text.startsWith("/*", at)) {
        nested++;
        at += 2;
      } else if (text.startsWith("*/", at)) {
        nested--;
        at += 2;
      } else {
        at++;
      }
    } while (nested > 0 && at < text.length());
  }

  /// The tag that begins here, with both its signs; null where none does.
  private @org.jspecify.annotations.Nullable String dollarTag() {
    if (at > 0 && isWordPart(text.charAt(at - 1))) {
      return null;
    }
    int end = at + 1;
    while (end < text.length() && isWordPart(text.charAt(end))) {
      end++;
    }
    boolean isTag = end < text.length() && text.charAt(end) == '$';
    return isTag && !Character.isDigit(text.charAt(at + 1)) ? text.substring(at, end + 1) : null;
  }

  private int endOf(String tag, int from) {
    int close = text.indexOf(tag, from);
    return close < 0 ? -1 : close + tag.length();
  }

  private void skipTo(int position) {
    at = position < 0 ? text.length() : position;
  }

  private char next() {
    return at + 1 < text.length() ? text.charAt(at + 1) : 0;
  }
}
