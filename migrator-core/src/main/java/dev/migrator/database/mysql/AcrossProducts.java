package dev.migrator.database.mysql;

import dev.migrator.database.Problems;
import dev.migrator.database.mysql.Definition.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds out which objects a server of the other product, or of an older version, will refuse or
/// hold otherwise.
final class AcrossProducts {
  private static final int MOST_NAMED = 5;
  private static final Pattern OWN_TYPE =
      Pattern.compile("\n  `(?:[^`]|``)*` (inet4|inet6|uuid|xmltype)\\b");
  private static final Pattern FUNCTIONAL_INDEX = Pattern.compile("\n  [A-Z ]*KEY [^\n]*\\(\\(");
  private static final Pattern PARSER = Pattern.compile("WITH PARSER `");
  private static final Pattern VERSIONED = Pattern.compile("WITH SYSTEM VERSIONING");

  private final Catalogue catalogue;
  private final Translation translation;
  private final Problems problems;

  AcrossProducts(Catalogue catalogue, Translation translation, Problems problems) {
    this.catalogue = catalogue;
    this.translation = translation;
    this.problems = problems;
  }

  void examine() {
    collations();
    if (translation.isOfOneProduct()) {
      return;
    }
    changes();
    switch (translation.product()) {
      case MYSQL -> unknownToMysql();
      case MARIADB -> unknownToMariaDb();
    }
    if (!catalogue.accounts().isEmpty()) {
      problems.loss(
          "users",
          "they come locked, and without what was said of TLS, limits and expiry, which the two"
              + " products write each in its way: ALTER USER says it again");
    }
  }

  private void collations() {
    Map<String, Set<String>> users = new TreeMap<>();
    users.computeIfAbsent(catalogue.collation(), name -> new TreeSet<>()).add("the database");
    for (Definition definition : catalogue.definitions()) {
      Translation.collations(definition)
          .forEach(
              name -> users.computeIfAbsent(name, any -> new TreeSet<>()).add(definition.title()));
    }
    users.forEach(this::collation);
  }

  private void collation(String name, Set<String> users) {
    String here = translation.collation(name);
    if (!translation.knows(here)) {
      problems.difference(
          "collation " + name,
          "the target does not know it, and refuses what names it: %s. At the source convert them"
                  .formatted(named(users))
              + " (ALTER TABLE … CONVERT TO CHARACTER SET … COLLATE …), or restore to a server"
              + " that has it");
    } else if (!here.equals(name)) {
      problems.loss(
          "collation " + name,
          "%s takes its place, which orders some characters otherwise: %s"
              .formatted(here, named(users)));
    }
  }

  private static String named(Set<String> all) {
    String first = all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return all.size() > MOST_NAMED
        ? first + " and %d more".formatted(all.size() - MOST_NAMED)
        : first;
  }

  private void changes() {
    Map<String, Set<String>> users = new TreeMap<>();
    for (Definition definition : catalogue.definitions()) {
      translation
          .told(definition)
          .forEach(
              told -> users.computeIfAbsent(told, any -> new TreeSet<>()).add(definition.title()));
    }
    users.forEach((told, objects) -> problems.loss(named(objects), told));
  }

  private void unknownToMariaDb() {
    refused(
        FUNCTIONAL_INDEX,
        "MariaDB has no indexes of expressions, so it refuses the table: at the source put each"
            + " expression into a generated column, and index that");
    refused(
        PARSER,
        "MariaDB has no parser of this name for full texts, so it refuses the table: at the source"
            + " drop the index, or make it without");
  }

  private void unknownToMysql() {
    refused(
        OWN_TYPE,
        "MySQL has no such type, so it refuses the table: at the source convert the column, to"
            + " BINARY(16) or a text");
    refused(
        VERSIONED,
        "MySQL keeps no history of rows, so it refuses the table: at the source ALTER TABLE …"
            + " DROP SYSTEM VERSIONING gives up the history");
    for (Definition definition : catalogue.definitions()) {
      if (isOfMariaDbOnly(definition)) {
        problems.difference(
            definition.title(),
            "MySQL has none of this kind: replace it at the source, or restore to MariaDB");
      }
    }
  }

  private static boolean isOfMariaDbOnly(Definition definition) {
    return switch (definition.kind()) {
      case SEQUENCE, PACKAGE, PACKAGE_BODY -> true;
      case TABLE -> definition.usesSequence();
      case FUNCTION, PROCEDURE, VIEW, TRIGGER, EVENT -> false;
    };
  }

  private void refused(Pattern pattern, String reason) {
    List<Definition> tables = new ArrayList<>(catalogue.definitions());
    tables.removeIf(one -> one.kind() != Kind.TABLE || !pattern.matcher(one.sql()).find());
    tables.forEach(table -> problems.difference(table.title(), reason));
  }
}
