package dev.migrator.estate;

import dev.migrator.plan.Work;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.NodeTuple;

/// Figures of sources that a plan is given, so that it need not ask for them: in the words of a
/// scenario.
public final class RatesFile {
  private static final String HINT =
      "Correct the rates; docs/deadline.md tells what stands in them. What a source is worth stands"
          + " in the estate.";

  private final YamlFile file;
  private final Estate estate;

  private RatesFile(YamlFile file, Estate estate) {
    this.file = file;
    this.estate = estate;
  }

  /// What there is to do of each source that the file names.
  ///
  /// @param estate that has them, and says what they are worth
  /// @throws dev.migrator.error.UsageException naming every problem of the file, with line and
  ///   column
  public static SortedMap<String, Work> read(Path path, Estate estate) {
    YamlFile file = new YamlFile(path, Map.of(), HINT);
    Section root = Section.of(file.root(), "rates", file, "sources");
    SortedMap<String, Work> given = new TreeMap<>();
    Section named = root == null ? null : root.requiredNames("sources");
    if (root != null && named != null) {
      RatesFile rates = new RatesFile(file, estate);
      named.forEach((name, tuple) -> EstateFile.putIfRead(given, name, rates.work(name, tuple)));
      if (named.isEmpty()) {
        root.problem("sources", "\"sources\" names no source; name at least one");
      }
    }
    file.throwIfAnyProblem();
    return given;
  }

  private @Nullable Work work(String name, NodeTuple tuple) {
    if (!estate.names().contains(name)) {
      file.problem(
          tuple.getKeyNode(),
          "the estate has no source \"%s\"%s"
              .formatted(name, Suggestion.among(estate.names(), name)));
      return null;
    }
    Section any = Section.ofNames(tuple.getValueNode(), name, file);
    if (any != null && any.has("database") != estate.databases().containsKey(name)) {
      file.problem(
          tuple.getKeyNode(),
          any.has("database")
              ? "\"%s\" is no database in the estate; leave out \"database\"".formatted(name)
              : "\"%s\" is a database in the estate; write its figures below \"database\""
                  .formatted(name));
      return null;
    }
    return ScenarioSource.given(name, tuple.getValueNode(), file, estate);
  }
}
