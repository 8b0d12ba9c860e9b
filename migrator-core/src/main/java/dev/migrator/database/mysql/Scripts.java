package dev.migrator.database.mysql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.migrator.database.Document;
import dev.migrator.database.mysql.Definition.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The definitions as files that `myloader` and the plain clients run. Both end a statement where a
/// line ends with a semicolon; within a routine such a line gets a space at its end.
final class Scripts {
  /// Names the database for the plain client.
  static final String USE = "use";

  private static final String HEAD =
      """
      /*!40101 SET NAMES utf8mb4*/;
      /*!40014 SET FOREIGN_KEY_CHECKS=0*/;
      /*!40103 SET TIME_ZONE='+00:00'*/;
      SET SQL_MODE='NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION';
      """;

  private final String schemaFile;
  private final String schema;
  private final List<Definition> definitions;
  private final List<Document> documents = new ArrayList<>();

  /// @param schemaFile what the names of all files begin with
  Scripts(String schemaFile, String schema, List<Definition> definitions) {
    this.schemaFile = schemaFile;
    this.schema = schema;
    this.definitions = definitions;
  }

  /// @param files of tables: name to what its files' names begin with
  /// @param create the statement that makes the database
  List<Document> documents(Map<String, String> files, String create) {
    add(schemaFile + "-schema-create.sql", statement(create));
    add(USE, "USE " + Identifier.quoted(schema) + ";\n");
    String sequences = sequences(definitions);
    of(Kind.TABLE)
        .forEach(table -> table(table, files.getOrDefault(table.name(), schemaFile), sequences));
    String post = post();
    if (!post.isEmpty()) {
      add(schemaFile + "-schema-post.sql", HEAD + post);
    }
    return documents;
  }

  private List<Definition> of(Kind kind) {
    return definitions.stream().filter(definition -> definition.kind() == kind).toList();
  }

  /// Makes all sequences that are not there.
  static String sequences(List<Definition> definitions) {
    return definitions.stream()
        .filter(definition -> definition.kind() == Kind.SEQUENCE)
        .map(Scripts::ifNotThere)
        .collect(Collectors.joining());
  }

  private static String ifNotThere(Definition sequence) {
    return statement(
        sequence.sql().replaceFirst("^CREATE SEQUENCE ", "CREATE SEQUENCE IF NOT EXISTS "));
  }

  private void table(Definition table, String file, String sequences) {
    String before = table.usesSequence() ? sequences : "";
    add(file + "-schema.sql", HEAD + before + statement(table.sql()));
    String triggers =
        of(Kind.TRIGGER).stream()
            .filter(trigger -> trigger.table().equals(table.name()))
            .map(trigger -> settings(trigger) + statement(trigger.sql()))
            .collect(Collectors.joining());
    if (!triggers.isEmpty()) {
      add(file + "-schema-triggers.sql", HEAD + triggers);
    }
  }

  /// Routines, then views twice: first without their definers, who may not be there and whose views
  /// no other view could then be made on; then, the outermost first, with them.
  private String post() {
    StringBuilder post = new StringBuilder();
    for (Definition definition : definitions) {
      if (definition.kind().isRoutine()) {
        post.append(settings(definition)).append(statement(definition.sql()));
      }
    }
    List<Definition> views = of(Kind.VIEW);
    views.forEach(
        view -> post.append(settings(view)).append(statement(view.withoutDefiner().replacing())));
    views.reversed().stream()
        .filter(Definition::hasDefiner)
        .forEach(view -> post.append(settings(view)).append(statement(view.replacing())));
    of(Kind.EVENT).forEach(event -> post.append(settings(event)).append(statement(event.sql())));
    return post.toString();
  }

  private static String settings(Definition definition) {
    String settings = "SET SQL_MODE='" + definition.sqlMode() + "';\n";
    if (!definition.collation().isEmpty()) {
      settings += "SET collation_connection='" + definition.collation() + "';\n";
    }
    return definition.timeZone().isEmpty()
        ? settings
        : settings + "SET TIME_ZONE='" + definition.timeZone() + "';\n";
  }

  static String statement(String sql) {
    return sql.replace(";\n", "; \n") + ";\n";
  }

  private void add(String name, String text) {
    documents.add(new Document(name, text.getBytes(UTF_8)));
  }
}
