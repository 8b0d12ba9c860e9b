package dev.migrator.store.account;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Route 53's spelling of names and texts in that of master files. Route 53 escapes by three octal
/// digits (Route 53, "DNS domain name format"), master files by three decimal ones (RFC 1035,
/// section 5.1).
final class DomainText {
  private static final Pattern ESCAPE = Pattern.compile("\\\\([0-3][0-7]{2})");

  private DomainText() {}

  /// A name that is complete, with its last dot.
  static String masterForm(String name) {
    String escaped = decimalEscapes(name).replaceFirst("^\\\\042(?=\\.)", "*");
    return escaped.endsWith(".") ? escaped : escaped + ".";
  }

  /// A text whose other escapes stay.
  static String decimalEscapes(String text) {
    return ESCAPE.matcher(text).replaceAll(DomainText::decimal);
  }

  private static String decimal(MatchResult octal) {
    return "\\\\%03d".formatted(Integer.parseInt(octal.group(1), 8));
  }
}
