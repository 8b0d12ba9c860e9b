package dev.migrator.database.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A user as `ACL LIST` describes one, without passwords (Redis, "ACL", section "ACL rules").
///
/// @param words all that follows the name; a selector in parentheses is one word
record AclUser(String name, List<String> words) {
  /// The user that every connection has at first.
  static final String DEFAULT = "default";

  private static final Set<String> STATES = Set.of("on", "off", "nopass");

  /// What a server may leave out of its list, or say in addition, without a difference in rights.
  private static final Set<String> IMPLIED = Set.of("sanitize-payload", "-@all");

  private static final Pattern RULE =
      Pattern.compile(
          "(skip-)?sanitize-payload|(all|reset)(keys|channels|dbs)|allcommands|nocommands"
              + "|db=[0-9,]+|~[^ ]*|&[^ ]*|%[RW]{1,2}~[^ ]*|[-+]@?[A-Za-z0-9_.|-]+");

  /// @return null if it is no line of a user
  static @Nullable AclUser parse(String line) {
    String[] words = line.split(" +", -1);
    return words.length > 2 && words[0].equals("user") && !words[1].isEmpty()
        ? new AclUser(words[1], joined(List.of(words).subList(2, words.length)))
        : null;
  }

  /// A selector reaches from a word that begins with `(` to one that ends with `)`.
  private static List<String> joined(List<String> words) {
    List<String> joined = new ArrayList<>();
    StringBuilder selector = new StringBuilder();
    for (String word : words) {
      boolean isWhole = !word.startsWith("(") || word.endsWith(")");
      if (selector.isEmpty() && isWhole) {
        joined.add(word);
      } else {
        selector.append(selector.isEmpty() ? "" : " ").append(word);
        if (word.endsWith(")")) {
          joined.add(selector.toString());
          selector.setLength(0);
        }
      }
    }
    if (!selector.isEmpty()) {
      joined.add(selector.toString());
    }
    return joined;
  }

  boolean isOn() {
    return words.contains("on");
  }

  boolean needsNoPassword() {
    return words.contains("nopass");
  }

  /// What it may do: all words that say neither whether nor with which password it may log in.
  List<String> rules() {
    return words.stream()
        .filter(word -> !STATES.contains(word) && !word.startsWith("#") && !word.isEmpty())
        .toList();
  }

  /// Rules that are not of the known grammar, and are never sent.
  List<String> unknown() {
    return rules().stream().filter(rule -> !isKnown(rule)).toList();
  }

  private static boolean isKnown(String rule) {
    if (!rule.startsWith("(")) {
      return RULE.matcher(rule).matches();
    }
    return rule.endsWith(")")
        && Stream.of(rule.substring(1, rule.length() - 1).split(" ", -1))
            .allMatch(inner -> RULE.matcher(inner).matches());
  }

  boolean mayAsMuchAs(AclUser other) {
    return told().equals(other.told());
  }

  /// Whether the rules are the same words, in whatever order: versions list them differently.
  boolean hasWordsOf(AclUser other) {
    return told().stream().sorted().toList().equals(other.told().stream().sorted().toList());
  }

  private List<String> told() {
    return rules().stream().filter(rule -> !IMPLIED.contains(rule)).toList();
  }

  /// Makes it, off and without a password.
  Command creation() {
    List<Object> all = new ArrayList<>(List.of("ACL", "SETUSER", bytes(name), "reset", "off"));
    rules().forEach(rule -> all.add(bytes(rule)));
    return Command.of(all.toArray());
  }

  private static byte[] bytes(String text) {
    return RespInput.ascii(text);
  }

  /// The command by which it may log in as before, for people.
  String activation() {
    String quoted = name.matches("[\\w.-]+") ? name : Failures.printable(bytes(name));
    return "ACL SETUSER %s%s %s"
        .formatted(quoted, isOn() ? " on" : "", needsNoPassword() ? "nopass" : "'>PASSWORD'");
  }

  String printable() {
    return Failures.printable(name);
  }
}
