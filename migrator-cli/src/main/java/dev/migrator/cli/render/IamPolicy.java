package dev.migrator.cli.render;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.migrator.model.Rights.Allowance;
import java.io.UncheckedIOException;
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

  private static final ObjectWriter PRETTY = new JsonMapper().writerWithDefaultPrettyPrinter();

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
    try {
      return PRETTY.writeValueAsString(this).lines().toList();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
