package dev.migrator.database.mysql;

import dev.migrator.database.mysql.Accounts.Account;
import dev.migrator.database.mysql.Definition.Kind;
import dev.migrator.database.mysql.Server.Product;
import java.sql.Connection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Definitions in the words of the server that they are restored to. Between servers of one product
/// nothing changes. Between MySQL and MariaDB what is only written otherwise is rewritten; what
/// means something else after that is told by [#told].
final class Translation {
  /// Other words may follow in a comment or a body, so it must look like a collation.
  private static final Pattern COLLATE =
      Pattern.compile("(?i)(\\bCOLLATE[= ])(binary|\\w+_(?:bin|ci|cs|ks))\\b");

  private static final List<Rule> TO_MARIADB =
      List.of(
          new Rule("/\\*!80023 INVISIBLE \\*/", "INVISIBLE", ""),
          new Rule("/\\*!80000 INVISIBLE \\*/", "IGNORED", ""),
          new Rule(
              ",\n  CONSTRAINT [^\n]* /\\*!80016 NOT ENFORCED \\*/",
              "",
              "checks that are not enforced are left out: MariaDB enforces every check"),
          new Rule(
              " /\\*!80003 SRID \\d+ \\*/",
              "",
              "columns are not bound to a spatial reference system; values keep theirs"),
          new Rule(
              "/\\*!(?:50[7-9]|5[1-9]\\d|[6-9]\\d\\d)\\d\\d [^*]*\\*/",
              "",
              "what only MySQL knows is left out: storage, encryption and the like"),
          new Rule(
              "(?<=\n  `[^\n]{0,200}` )json\\b",
              "json",
              "JSON columns are text with a check, as MariaDB has them"));
  private static final List<Rule> TO_MYSQL =
      List.of(
          new Rule(
              "\n\\) ENGINE=Aria\\b", "\n) ENGINE=InnoDB", "InnoDB takes the place of engine Aria"),
          new Rule(" (?:PAGE_CHECKSUM|TRANSACTIONAL)=\\d", "", ""),
          new Rule("(\n  (?:UNIQUE )?KEY [^\n]*\\)) IGNORED", "$1 INVISIBLE", ""),
          new Rule(
              "CHECK \\(json_valid\\(",
              "CHECK (json_valid(",
              "JSON columns stay text with a check, as MariaDB has them: ALTER TABLE … MODIFY …"
                  + " JSON makes them JSON"));

  private final Server source;
  private final Server target;
  private final Set<String> collations;

  /// @param told what means something else after it; empty where nothing does
  private record Rule(Pattern pattern, String replacement, String told) {
    Rule(String regex, String replacement, String told) {
      this(Pattern.compile(regex), replacement, told);
    }
  }

  /// @param collations that the target knows, by their full names
  Translation(Server source, Server target, Set<String> collations) {
    this.source = source;
    this.target = target;
    this.collations = collations;
  }

  static Translation ask(Connection connection, Server source) {
    Server target = Server.ask(connection);
    String query =
        target.isMariaDb() && target.number() >= Server.FULL_NAMES_OF_COLLATIONS
            ? "SELECT FULL_COLLATION_NAME FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY"
            : "SELECT COLLATION_NAME FROM information_schema.COLLATIONS";
    return new Translation(
        source, target, new TreeSet<>(Sql.texts(connection, "its collations", query)));
  }

  boolean isOfOneProduct() {
    return source.product() == target.product();
  }

  private List<Rule> rules(Definition definition) {
    boolean isRewritten = !isOfOneProduct() && definition.kind() == Kind.TABLE;
    return !isRewritten ? List.of() : target.isMariaDb() ? TO_MARIADB : TO_MYSQL;
  }

  Definition of(Definition definition) {
    String sql = definition.sql();
    for (Rule rule : rules(definition)) {
      sql = rule.pattern.matcher(sql).replaceAll(rule.replacement);
    }
    sql =
        COLLATE
            .matcher(sql)
            .replaceAll(
                match -> Matcher.quoteReplacement(match.group(1) + collation(match.group(2))));
    return definition.with(sql).under(collation(definition.collation()));
  }

  /// What of an object means something else at the target.
  List<String> told(Definition definition) {
    return rules(definition).stream()
        .filter(rule -> !rule.told.isEmpty() && rule.pattern.matcher(definition.sql()).find())
        .map(Rule::told)
        .toList();
  }

  /// The nearest that the target knows, of a name that only the other product has; else the same.
  String collation(String name) {
    if (isOfOneProduct() || name.isEmpty() || knows(name)) {
      return name;
    }
    String near =
        target.isMariaDb()
            ? name.replaceFirst("^utf8mb4_0900_", "utf8mb4_uca1400_nopad_")
            : name.replaceFirst("^utf8mb4_uca1400_(?:nopad_)?(?=a[is]_c[is]$)", "utf8mb4_0900_");
    return knows(near) ? near : name;
  }

  boolean knows(String collation) {
    return collations.contains(collation.toLowerCase(Locale.ROOT));
  }

  /// All that an object names.
  static Set<String> collations(Definition definition) {
    Set<String> names = new TreeSet<>();
    COLLATE.matcher(definition.sql()).results().forEach(match -> names.add(match.group(2)));
    if (!definition.collation().isEmpty()) {
      names.add(definition.collation());
    }
    return names;
  }

  /// The statement that makes a user. The products write TLS, limits and expiry each in its way, so
  /// a user of the other one comes without, and locked.
  String user(Account account) {
    boolean isRole = account.create().startsWith("CREATE ROLE ");
    return isOfOneProduct() || isRole
        ? account.create()
        : "CREATE USER " + account.name() + " ACCOUNT LOCK";
  }

  Product product() {
    return target.product();
  }
}
