package dev.migrator.cli.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.migrator.model.Rights.Allowance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// A policy as IAM takes it (IAM, "JSON policy element reference").
record IamPolicy(
    @JsonProperty("Version") String version,
    @JsonProperty("Statement") List<Statement> statements) {

  record Statement(
      @JsonProperty("Effect") String effect,
      @JsonProperty("Action") List<String> actions,
      @JsonProperty("Resource") List<String> resources) {}

  /// Resources with the same actions share a statement.
  static IamPolicy of(List<Allowance> allowances) {
    Map<List<String>, SortedSet<String>> resources = new LinkedHashMap<>();
    allowances.forEach(one ->
        resources.computeIfAbsent(one.actions(), _ -> new TreeSet<>()).addAll(one.resources()));
    List<Statement> statements = new ArrayList<>();
    resources.forEach(
        (actions, on) -> statements.add(new Statement("Allow", actions, List.copyOf(on))));
    return new IamPolicy("2012-10-17", statements);
  }

  /// Indented.
  List<String> lines() {
    List<String> lines =
        new ArrayList<>(List.of("{", "  \"Version\": \"" + version + "\",", "  \"Statement\": ["));
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      lines.add("    {");
      lines.add("      \"Effect\": \"" + statement.effect + "\",");
      lines.add("      \"Action\": [" + quoted(statement.actions) + "],");
      lines.add("      \"Resource\": [" + quoted(statement.resources) + "]");
      lines.add(i + 1 < statements.size() ? "    }," : "    }");
    }
    lines.addAll(List.of("  ]", "}"));
    return lines;
  }

  private static String quoted(List<String> texts) {
    return String.join(", ", texts.stream().map(text -> "\"" + text + "\"").toList());
  }
}
